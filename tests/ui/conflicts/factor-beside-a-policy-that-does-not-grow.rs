use retry_attr::{Backoff, Policy, retry};

const POLICY: Policy = Policy::new().backoff(Backoff::Fixed);

#[retry(policy = POLICY, factor = 3)]
fn ask() -> Result<(), String> {
    Ok(())
}

fn main() {}
