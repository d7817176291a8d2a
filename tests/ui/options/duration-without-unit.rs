use retry_attr::retry;

#[retry(base = "500", cap = 20, timeout = "1.5", deadline = 60)]
async fn ask() -> Result<(), String> {
    Ok(())
}

#[retry(base = 0.5)]
async fn fraction() -> Result<(), String> {
    Ok(())
}

fn main() {}
