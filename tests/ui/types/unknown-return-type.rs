use retry_attr::retry;

#[retry]
fn sync() -> Result<u32, NoSuchError> {
    Ok(1)
}

#[retry]
async fn native() -> Outcome<u32, String> {
    Ok(1)
}

#[retry(timeout = "1s")]
async fn with_a_timeout() -> Result<u32, NoSuchError> {
    Ok(1)
}

fn main() {}
