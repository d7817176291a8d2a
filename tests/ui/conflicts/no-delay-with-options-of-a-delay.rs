use retry_attr::retry;

#[retry(backoff = "none", jitter)]
fn jitter() -> Result<(), String> {
    Ok(())
}

#[retry(backoff = "none", base = "1s", factor = 2, cap = "5s", jitter = 0.5)]
fn all() -> Result<(), String> {
    Ok(())
}

fn main() {}
