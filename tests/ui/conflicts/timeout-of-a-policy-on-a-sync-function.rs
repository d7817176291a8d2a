use std::time::Duration;

use retry_attr::{Policy, retry};

const POLICY: Policy = Policy::new().timeout(Duration::from_secs(5));

#[retry(policy = POLICY)]
fn ask() -> Result<(), String> {
    Ok(())
}

fn main() {}
