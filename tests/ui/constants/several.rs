use std::time::Duration;

use retry_attr::retry;

const ZERO: u32 = 0;

#[retry(max = ZERO, base = Duration::ZERO, jitter = 2.0 * 1.5)]
fn ask() -> Result<(), String> {
    Ok(())
}

fn main() {}
