use retry_attr::retry;

#[retry(jitter = 1.5)]
fn above() -> Result<(), String> {
    Ok(())
}

#[retry(jitter = -0.25)]
fn below() -> Result<(), String> {
    Ok(())
}

#[retry(jitter = 25)]
fn percent() -> Result<(), String> {
    Ok(())
}

fn main() {}
