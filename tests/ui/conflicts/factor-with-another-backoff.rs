use retry_attr::retry;

#[retry(backoff = "fixed", factor = 2)]
fn fixed() -> Result<(), String> {
    Ok(())
}

#[retry(factor = 2, backoff = "linear")]
fn linear() -> Result<(), String> {
    Ok(())
}

#[retry(backoff = "fibonacci", factor = 1.5)]
fn fibonacci() -> Result<(), String> {
    Ok(())
}

fn main() {}
