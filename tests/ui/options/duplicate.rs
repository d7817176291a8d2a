use retry_attr::retry;

#[retry(max = 3, max = 4)]
fn values() -> Result<(), String> {
    Ok(())
}

#[retry(jitter, base = "2s", jitter = "equal")]
fn flag() -> Result<(), String> {
    Ok(())
}

#[retry(borrow(a), borrow(b))]
fn list(a: String, b: String) -> Result<(), String> {
    drop((a.len(), b.len()));
    Ok(())
}

#[retry(max = 0, max = 4)]
fn first_is_wrong_too() -> Result<(), String> {
    Ok(())
}

fn main() {}
