use std::time::Duration;

use retry_attr::retry;

#[retry(timeout = Duration::ZERO)]
async fn timeout() -> Result<(), String> {
    Ok(())
}

#[retry(deadline = Duration::ZERO)]
async fn deadline() -> Result<(), String> {
    Ok(())
}

fn main() {}
