use std::time::Duration;

use retry_attr::{Policy, retry};

#[retry(timeout = "10s", deadline = "5s")]
async fn literals() -> Result<(), String> {
    Ok(())
}

const LONG: Duration = Duration::from_secs(10);

#[retry(timeout = LONG, deadline = "5s")]
async fn constant() -> Result<(), String> {
    Ok(())
}

const POLICY: Policy = Policy::new().timeout(LONG);

#[retry(policy = POLICY, deadline = "5s")]
async fn of_a_policy() -> Result<(), String> {
    Ok(())
}

fn main() {}
