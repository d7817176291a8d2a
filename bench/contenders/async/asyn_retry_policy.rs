use asyn_retry_policy::retry;

use super::{Answer, answer};
use crate::server::{Error, Server};

#[retry(attempts = 3, base_delay_ms = 1, backoff_factor = 1.0, jitter = false)]
pub async fn ask(server: &Server) -> Result<Answer, Error> {
    answer(server, 17).await
}
