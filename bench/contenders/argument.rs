// The async functions with an argument of 1 KiB, which the body only borrows.

use std::time::Duration;

use crate::server::{Error, Server};

pub type Argument = [u8; 1024];

async fn answer(server: &Server, argument: &Argument) -> Result<u64, Error> {
    tokio::task::yield_now().await;
    if server.fails() {
        Err(Error)
    } else {
        Ok(argument.len() as u64)
    }
}

pub async fn bare(server: &Server, argument: Argument) -> Result<u64, Error> {
    answer(server, &argument).await
}

// Not an `async fn`, which holds the argument twice.
pub fn hand(server: &Server, argument: Argument) -> impl Future<Output = Result<u64, Error>> {
    async move {
        let mut attempt = 1;
        loop {
            match answer(server, &argument).await {
                Err(_) if attempt < 3 => attempt += 1,
                result => return result,
            }
            tokio::time::sleep(Duration::from_millis(1)).await;
        }
    }
}

#[retry_attr::retry(max = 3, backoff = "fixed", base = "1ms")]
pub async fn retry_attr(server: &Server, argument: Argument) -> Result<u64, Error> {
    answer(server, &argument).await
}

static UPSTREAM: retry_attr::Upstream = retry_attr::Upstream::new("server");

#[retry_attr::retry(max = 3, backoff = "fixed", base = "1ms", upstream = UPSTREAM)]
pub async fn retry_attr_upstream(server: &Server, argument: Argument) -> Result<u64, Error> {
    answer(server, &argument).await
}

pub async fn backon(server: &Server, argument: Argument) -> Result<u64, Error> {
    use backon::Retryable;
    (|| answer(server, &argument)).retry(policy()).await
}

fn policy() -> backon::ConstantBuilder {
    backon::ConstantBuilder::new()
        .with_delay(Duration::from_millis(1))
        .with_max_times(2)
}

#[backon_macros::backon(backoff = policy)]
pub async fn backon_macros(server: &Server, argument: Argument) -> Result<u64, Error> {
    answer(server, &argument).await
}

pub async fn tokio_retry(server: &Server, argument: Argument) -> Result<u64, Error> {
    use tokio_retry::{Retry, strategy::FixedInterval};
    Retry::start(FixedInterval::from_millis(1).take(2), || {
        answer(server, &argument)
    })
    .await
}

pub async fn tokio_retry2(server: &Server, argument: Argument) -> Result<u64, Error> {
    use tokio_retry2::{Retry, RetryError, strategy::FixedInterval};
    let attempt = || async {
        answer(server, &argument)
            .await
            .map_err(RetryError::transient)
    };
    Retry::spawn(FixedInterval::from_millis(1).take(2), attempt).await
}

pub async fn tryhard(server: &Server, argument: Argument) -> Result<u64, Error> {
    tryhard::retry_fn(|| answer(server, &argument))
        .retries(2)
        .fixed_backoff(Duration::from_millis(1))
        .await
}

pub async fn backoff(server: &Server, argument: Argument) -> Result<u64, Error> {
    let delays = backoff::backoff::Constant::new(Duration::from_millis(1));
    backoff::future::retry(delays, || async {
        answer(server, &argument)
            .await
            .map_err(backoff::Error::transient)
    })
    .await
}

const POLICY: retry_if::ExponentialBackoffConfig = retry_if::ExponentialBackoffConfig {
    max_retries: 2,
    t_wait: Duration::from_millis(1),
    backoff: 1.0,
    t_wait_max: None,
    backoff_max: None,
};

fn fails(result: &Result<u64, Error>) -> bool {
    result.is_err()
}

#[retry_if::retry(POLICY, fails)]
pub async fn retry_if(server: &Server, argument: Argument) -> Result<u64, Error> {
    answer(server, &argument).await
}

#[retrying::retry(stop = attempts(3), wait = fixed(0.001))]
pub async fn retrying(server: &Server, argument: Argument) -> Result<u64, Error> {
    answer(server, &argument).await
}

#[asyn_retry_policy::retry(attempts = 3, base_delay_ms = 1, backoff_factor = 1.0, jitter = false)]
pub async fn asyn_retry_policy(server: &Server, argument: Argument) -> Result<u64, Error> {
    answer(server, &argument).await
}
