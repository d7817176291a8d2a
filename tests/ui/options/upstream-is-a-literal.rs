use retry_attr::retry;

#[retry(upstream = "openai")]
fn string() -> Result<(), String> {
    Ok(())
}

#[retry(upstream = true)]
fn boolean() -> Result<(), String> {
    Ok(())
}

#[retry(upstream)]
fn alone() -> Result<(), String> {
    Ok(())
}

#[retry(rate_limiter = OPENAI)]
fn foreign() -> Result<(), String> {
    Ok(())
}

fn main() {}
