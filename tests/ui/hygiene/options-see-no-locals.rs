use retry_attr::retry;

#[retry(max = 2, when = |_| result.is_ok())]
fn when() -> Result<u32, String> {
    Ok(1)
}

#[retry(on_retry = |_| drop(call))]
async fn hook() -> Result<u32, String> {
    Ok(1)
}

#[retry(policy = policy)]
async fn policy() -> Result<u32, String> {
    Ok(1)
}

#[retry(sleep = |_| drop(delay))]
fn sleep() -> Result<u32, String> {
    Ok(1)
}

fn main() {}
