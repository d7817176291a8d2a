use retry_attr::retry;

#[retry(timeout = "5s")]
fn free() -> Result<(), String> {
    Ok(())
}

const LIMIT: std::time::Duration = std::time::Duration::from_secs(5);

#[retry(timeout = LIMIT)]
fn constant() -> Result<(), String> {
    Ok(())
}

fn main() {}
