use retry_attr::retry;

#[retry(backoff = exp)]
fn shape() -> Result<(), String> {
    Ok(())
}

#[retry(jitter = full)]
fn spread() -> Result<(), String> {
    Ok(())
}

fn main() {}
