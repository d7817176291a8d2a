use std::num::ParseIntError;
use std::time::Duration;

use retry_attr::{Policy, retry};

struct ApiError;

const POLICY: Policy = Policy::new().timeout(Duration::from_secs(1));

#[retry(timeout = "1s")]
async fn timeout() -> Result<(), ApiError> {
    Ok(())
}

#[retry(deadline = "1m")]
async fn deadline() -> Result<(), ParseIntError> {
    Ok(())
}

#[retry(policy = POLICY)]
async fn policy() -> Result<(), ApiError> {
    Ok(())
}

fn main() {}
