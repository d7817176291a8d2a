use retry_attr::{Policy, policies, retry};

const PATIENT: Policy = Policy::new().max(9);

#[retry(policies::AI)]
fn of_the_crate() -> Result<(), String> {
    Ok(())
}

#[retry(PATIENT, max = 3)]
fn of_its_own() -> Result<(), String> {
    Ok(())
}

fn main() {}
