use retry_attr::retry;

#[retry(jitter = true)]
fn boolean() -> Result<(), String> {
    Ok(())
}

#[retry(jitter = 'f')]
fn character() -> Result<(), String> {
    Ok(())
}

#[retry(jitter("full"))]
fn parentheses() -> Result<(), String> {
    Ok(())
}

fn main() {}
