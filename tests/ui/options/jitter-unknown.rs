use retry_attr::retry;

#[retry(jitter = "ful")]
fn misspelt() -> Result<(), String> {
    Ok(())
}

#[retry(jitter = "random")]
fn foreign() -> Result<(), String> {
    Ok(())
}

#[retry(jitter = "0.25")]
fn quoted() -> Result<(), String> {
    Ok(())
}

fn main() {}
