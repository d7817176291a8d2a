use retry_attr::retry;

#[retry(max = 0)]
fn literal() -> Result<(), String> {
    Ok(())
}

#[retry(max = 0u32)]
fn suffix() -> Result<(), String> {
    Ok(())
}

fn main() {}
