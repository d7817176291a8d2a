use retry_attr::retry;

#[retry(deadline = "1s")]
async fn default_base() -> Result<(), String> {
    Ok(())
}

#[retry(base = "10s", deadline = "5s")]
async fn base() -> Result<(), String> {
    Ok(())
}

#[retry(base = "10s", jitter = "equal", deadline = "5s")]
async fn least_of_the_jitter() -> Result<(), String> {
    Ok(())
}

#[retry(base = "10s", jitter = 0.25, deadline = "7s")]
async fn least_of_the_proportion() -> Result<(), String> {
    Ok(())
}

#[retry(backoff = "fixed", base = "2s", deadline = "2s")]
fn sync() -> Result<(), String> {
    Ok(())
}

fn main() {}
