use retry_attr::retry;

#[retry(base = true, cap = 'c', timeout = -1, deadline = b"1s")]
async fn other_literals() -> Result<(), String> {
    Ok(())
}

#[retry(base = "-1s", cap = "inf", timeout = "1.2.3s", deadline = ".5s")]
async fn strings() -> Result<(), String> {
    Ok(())
}

#[retry(timeout = 10s)]
async fn suffix() -> Result<(), String> {
    Ok(())
}

fn main() {}
