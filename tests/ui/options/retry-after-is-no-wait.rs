use retry_attr::retry;

#[retry(retry_after = "never")]
fn name() -> Result<(), String> {
    Ok(())
}

#[retry(retry_after = "10")]
fn no_unit() -> Result<(), String> {
    Ok(())
}

#[retry(retry_after = 60)]
fn number() -> Result<(), String> {
    Ok(())
}

#[retry(retry_after = false)]
fn boolean() -> Result<(), String> {
    Ok(())
}

#[retry(retry_after = "0s")]
fn zero() -> Result<(), String> {
    Ok(())
}

fn main() {}
