use retry_attr::retry;

#[retry(policy = "patient")]
fn string() -> Result<(), String> {
    Ok(())
}

#[retry(policy = 3)]
fn number() -> Result<(), String> {
    Ok(())
}

fn main() {}
