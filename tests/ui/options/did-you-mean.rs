use retry_attr::retry;

#[retry(mx = 3)]
fn max() -> Result<(), String> {
    Ok(())
}

#[retry(bakcoff = "exp")]
fn backoff() -> Result<(), String> {
    Ok(())
}

#[retry(jiter)]
fn jitter() -> Result<(), String> {
    Ok(())
}

#[retry(Max = 3)]
fn case() -> Result<(), String> {
    Ok(())
}

#[retry(retryafter = "10s")]
fn retry_after() -> Result<(), String> {
    Ok(())
}

#[retry(onretry = log, on_giveup = log)]
fn hooks() -> Result<(), String> {
    Ok(())
}

#[retry(borow(a))]
fn borrow(a: String) -> Result<(), String> {
    let _ = a;
    Ok(())
}

fn main() {}
