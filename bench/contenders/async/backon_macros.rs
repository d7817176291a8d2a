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

#[backon(backoff = policy)]
pub async fn ask(server: &Server) -> Result<Answer, Error> {
    answer(server, 17).await
}
