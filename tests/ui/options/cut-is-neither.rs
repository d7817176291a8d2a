use retry_attr::retry;

const NEVER: bool = false;

#[retry(cut = "no")]
async fn quoted() -> Result<(), String> {
    Ok(())
}

#[retry(cut = NEVER)]
async fn constant() -> Result<(), String> {
    Ok(())
}

#[retry(cut)]
async fn alone() -> Result<(), String> {
    Ok(())
}

fn main() {}
