use std::time::Duration;

use retry_attr::retry;

const LIMIT: Duration = Duration::from_millis(10);

#[retry(max = 3, deadline = LIMIT)]
async fn ask() -> Result<(), String> {
    Ok(())
}

fn main() {}
