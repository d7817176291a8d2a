use retry_attr::retry;

#[retry]
fn ask() -> Result<u32, String> {
    other().await
}

async fn other() -> Result<u32, String> {
    Ok(1)
}

fn main() {}
