use retry_attr::retry;

#[retry(base = "", cap = " ", timeout = "", deadline = "")]
async fn ask() -> Result<(), String> {
    Ok(())
}

fn main() {}
