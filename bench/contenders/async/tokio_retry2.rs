use tokio_retry2::strategy::FixedInterval;
use tokio_retry2::{Retry, RetryError};

use super::{Answer, answer};
use crate::server::{Error, Server};

pub async fn ask(server: &Server) -> Result<Answer, Error> {
    let attempt = || async { answer(server, 17).await.map_err(RetryError::transient) };
    Retry::spawn(FixedInterval::from_millis(1).take(2), attempt).await
}
