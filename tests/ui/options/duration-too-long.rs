use retry_attr::retry;

#[retry(cap = "300000d", deadline = "999999999999999999999s")]
async fn ask() -> Result<(), String> {
    Ok(())
}

fn main() {}
