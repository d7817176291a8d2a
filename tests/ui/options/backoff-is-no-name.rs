use retry_attr::retry;

#[retry(backoff = 2)]
fn number() -> Result<(), String> {
    Ok(())
}

#[retry(backoff = true)]
fn boolean() -> Result<(), String> {
    Ok(())
}

#[retry(backoff = 'e')]
fn character() -> Result<(), String> {
    Ok(())
}

fn main() {}
