use retry_attr::retry;

#[retry(factor = "2")]
fn string() -> Result<(), String> {
    Ok(())
}

#[retry(factor = true)]
fn boolean() -> Result<(), String> {
    Ok(())
}

#[retry(factor = 1e999)]
fn infinite() -> Result<(), String> {
    Ok(())
}

fn main() {}
