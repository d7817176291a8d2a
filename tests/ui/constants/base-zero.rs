use std::time::Duration;

use retry_attr::retry;

const ZERO: Duration = Duration::ZERO;

#[retry(base = ZERO)]
fn ask() -> Result<(), String> {
    Ok(())
}

#[retry(base = Duration::from_millis(0))]
fn inline() -> Result<(), String> {
    Ok(())
}

fn main() {}
