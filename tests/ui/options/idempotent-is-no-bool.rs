use retry_attr::retry;

#[retry(idempotent = "no")]
fn text() -> Result<(), String> {
    Ok(())
}

#[retry(idempotent)]
fn alone() -> Result<(), String> {
    Ok(())
}

fn main() {}
