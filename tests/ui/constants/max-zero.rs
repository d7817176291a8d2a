use retry_attr::retry;

const ZERO: u32 = 0;

#[retry(max = ZERO)]
fn ask() -> Result<(), String> {
    Ok(())
}

#[retry(max = ZERO)]
async fn ask_async() -> Result<(), String> {
    Ok(())
}

fn main() {}
