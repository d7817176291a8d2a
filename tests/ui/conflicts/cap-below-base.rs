use retry_attr::retry;

#[retry(base = "10s", cap = "5s")]
fn both() -> Result<(), String> {
    Ok(())
}

#[retry(cap = "500ms")]
fn default_base() -> Result<(), String> {
    Ok(())
}

#[retry(base = "2m")]
fn default_cap() -> Result<(), String> {
    Ok(())
}

fn main() {}
