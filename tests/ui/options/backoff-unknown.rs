use retry_attr::retry;

#[retry(backoff = "exponential")]
fn long_form() -> Result<(), String> {
    Ok(())
}

#[retry(backoff = "Exp")]
fn case() -> Result<(), String> {
    Ok(())
}

#[retry(backoff = "constant")]
fn foreign() -> Result<(), String> {
    Ok(())
}

#[retry(backoff = "")]
fn empty() -> Result<(), String> {
    Ok(())
}

fn main() {}
