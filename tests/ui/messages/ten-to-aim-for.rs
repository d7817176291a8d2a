use retry_attr::retry;

#[retry(mx = 3)]
fn unknown_option() -> Result<(), String> {
    Ok(())
}

#[retry(retries = 4)]
fn foreign_name() -> Result<(), String> {
    Ok(())
}

#[retry(max = 0)]
fn no_attempt() -> Result<(), String> {
    Ok(())
}

#[retry(max = 3, max = 4)]
fn duplicate() -> Result<(), String> {
    Ok(())
}

#[retry(max = "3")]
fn wrong_type() -> Result<(), String> {
    Ok(())
}

#[retry(backoff = "exponential")]
fn unknown_backoff() -> Result<(), String> {
    Ok(())
}

#[retry(backoff = "none", jitter)]
fn no_effect() -> Result<(), String> {
    Ok(())
}

#[retry]
const fn at_compile_time() -> Result<(), String> {
    Ok(())
}

#[retry]
fn infallible() -> u32 {
    1
}

#[retry(timeout = "5s")]
fn sync_timeout() -> Result<(), String> {
    Ok(())
}

fn main() {}
