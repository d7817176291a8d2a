use std::time::Duration;

use retry_attr::retry;

const NUMBER: u32 = 3;
const TEXT: &str = "3s";

#[retry(backoff = TEXT)]
fn backoff() -> Result<(), String> {
    Ok(())
}

#[retry(base = TEXT)]
fn base() -> Result<(), String> {
    Ok(())
}

#[retry(cap = NUMBER)]
fn cap() -> Result<(), String> {
    Ok(())
}

#[retry(factor = NUMBER)]
fn factor() -> Result<(), String> {
    Ok(())
}

#[retry(jitter = NUMBER)]
fn jitter() -> Result<(), String> {
    Ok(())
}

#[retry(timeout = NUMBER)]
async fn timeout() -> Result<(), String> {
    Ok(())
}

#[retry(deadline = Some(Duration::ZERO))]
async fn deadline() -> Result<(), String> {
    Ok(())
}

#[retry(retry_after = NUMBER)]
fn retry_after() -> Result<(), String> {
    Ok(())
}

fn main() {}
