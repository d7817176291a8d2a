use retry_attr::retry;

#[retry]
fn sync() -> Result<u32, String> {
    Ok(no_such_function(x)?)
}

#[retry]
async fn native(prompt: String) -> Result<u32, String> {
    prompt.send().await?;
    Ok(y)
}

fn main() {}
