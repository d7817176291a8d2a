use retry_attr::retry;

#[retry(attempt = attempt)]
fn ask(attempt: u32) -> Result<u32, String> {
    Ok(attempt)
}

#[retry(attempt = n)]
async fn in_a_pattern((n, _): (u32, u32)) -> Result<u32, String> {
    Ok(n)
}

fn main() {}
