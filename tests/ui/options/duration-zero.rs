use retry_attr::retry;

#[retry(base = "0s")]
async fn base() -> Result<(), String> {
    Ok(())
}

#[retry(cap = "0ms")]
async fn cap() -> Result<(), String> {
    Ok(())
}

#[retry(timeout = "0s")]
async fn timeout() -> Result<(), String> {
    Ok(())
}

#[retry(deadline = "0s")]
async fn deadline() -> Result<(), String> {
    Ok(())
}

#[retry(base = "0s", cap = "0s")]
async fn both() -> Result<(), String> {
    Ok(())
}

fn main() {}
