use retry_attr::retry;

#[retry(jitter = "decorrelated", factor = 3)]
fn factor() -> Result<(), String> {
    Ok(())
}

#[retry(jitter = "decorrelated", backoff = "linear")]
fn linear() -> Result<(), String> {
    Ok(())
}

#[retry(jitter = "decorrelated", backoff = "fixed", factor = 3)]
fn both() -> Result<(), String> {
    Ok(())
}

fn main() {}
