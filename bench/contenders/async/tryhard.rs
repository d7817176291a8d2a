use std::time::Duration;

use super::{Answer, answer};
use crate::server::{Error, Server};

pub async fn ask(server: &Server) -> Result<Answer, Error> {
    tryhard::retry_fn(|| answer(server, 17))
        .retries(2)
        .fixed_backoff(Duration::from_millis(1))
        .await
}
