use retry_attr::retry;

#[retry(max = ATTEMPTS)]
fn max() -> Result<(), String> {
    Ok(())
}

#[retry(policy = PATIENT)]
fn policy() -> Result<(), String> {
    Ok(())
}

#[retry(policy = PATIENT)]
async fn policy_async() -> Result<(), String> {
    Ok(())
}

#[retry(policy = PATIENT, max = 3, factor = 2)]
async fn policy_with_overrides() -> Result<(), String> {
    Ok(())
}

fn main() {}
