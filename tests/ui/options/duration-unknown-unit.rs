use retry_attr::retry;

#[retry(base = "500msec", cap = "20 seconds", timeout = "1 w", deadline = "1S")]
async fn ask() -> Result<(), String> {
    Ok(())
}

fn main() {}
