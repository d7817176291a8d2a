use std::time::Duration;

use retry_attr::retry;

const CAP: Duration = Duration::from_millis(10);

#[retry(cap = CAP)]
fn default_base() -> Result<(), String> {
    Ok(())
}

#[retry(base = "5s", cap = CAP)]
fn literal_base() -> Result<(), String> {
    Ok(())
}

fn main() {}
