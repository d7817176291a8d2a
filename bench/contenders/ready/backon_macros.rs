use std::future::{Ready, ready};
use std::time::Duration;

use backon::ConstantBuilder;
use backon_macros::backon;

use super::{Answer, answer};
use crate::server::{Error, Server};

fn policy() -> ConstantBuilder {
    ConstantBuilder::new()
        .with_delay(Duration::from_millis(1))
        .with_max_times(2)
}

fn at_once(_: Duration) -> Ready<()> {
    ready(())
}

#[backon(backoff = policy, sleep = at_once)]
pub async fn ask(server: &Server) -> Result<Answer, Error> {
    answer(server, 17).await
}
