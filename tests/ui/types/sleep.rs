use std::time::Duration;

use retry_attr::retry;

async fn seconds(_: u64) {}

fn blocking(_: Duration) {}

#[retry(sleep = seconds)]
async fn other_argument() -> Result<(), String> {
    Ok(())
}

#[retry(sleep = blocking)]
async fn sync_sleep_in_async() -> Result<(), String> {
    Ok(())
}

#[retry(sleep = blocking, timeout = "1s")]
async fn with_a_timeout() -> Result<(), String> {
    Ok(())
}

#[retry(sleep = no_such_function)]
async fn unknown() -> Result<(), String> {
    Ok(())
}

fn main() {}
