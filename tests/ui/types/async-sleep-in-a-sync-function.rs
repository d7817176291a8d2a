use std::time::Duration;

use retry_attr::retry;

async fn sleep(_: Duration) {}

#[retry(sleep = sleep)]
fn ask() -> Result<(), String> {
    Ok(())
}

fn main() {}
