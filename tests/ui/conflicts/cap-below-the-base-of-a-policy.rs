use std::time::Duration;

use retry_attr::{Policy, retry};

const POLICY: Policy = Policy::new().base(Duration::from_secs(10));

#[retry(policy = POLICY, cap = "5s")]
fn ask() -> Result<(), String> {
    Ok(())
}

fn main() {}
