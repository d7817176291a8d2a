use retry_attr::retry;

#[retry = 3]
fn number() -> Result<(), String> {
    Ok(())
}

fn main() {}
