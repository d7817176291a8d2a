use retry_attr::retry;

#[retry(attempt = self)]
fn ask() -> Result<(), String> {
    Ok(())
}

fn main() {}
