use std::time::Duration;

use retry_if::{ExponentialBackoffConfig, retry};

use super::{Answer, answer};
use crate::server::{Error, Server};

const POLICY: ExponentialBackoffConfig = ExponentialBackoffConfig {
    max_retries: 2,
    t_wait: Duration::from_millis(1),
    backoff: 1.0,
    t_wait_max: None,
    backoff_max: None,
};

fn fails(result: &Result<Answer, Error>) -> bool {
    result.is_err()
}

#[retry(POLICY, fails)]
pub async fn ask(server: &Server) -> Result<Answer, Error> {
    answer(server, 17).await
}
