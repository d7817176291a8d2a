use retry_attr::retry;

#[retry(timeout = "10s", cut = false)]
async fn ask() -> Result<(), String> {
    Ok(())
}

fn main() {}
