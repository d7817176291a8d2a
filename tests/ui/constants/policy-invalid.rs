use std::time::Duration;

use retry_attr::{Jitter, Policy, retry};

const NO_ATTEMPT: Policy = Policy::new().max(0);
const CAP_BELOW_BASE: Policy = Policy::new().cap(Duration::from_millis(1));
const WIDE: Policy = Policy::new().jitter(Jitter::Proportion(1.5));

#[retry(policy = NO_ATTEMPT)]
fn no_attempt() -> Result<(), String> {
    Ok(())
}

#[retry(policy = CAP_BELOW_BASE)]
async fn cap_below_base() -> Result<(), String> {
    Ok(())
}

#[retry(policy = WIDE, max = 4)]
fn with_an_override() -> Result<(), String> {
    Ok(())
}

fn main() {}
