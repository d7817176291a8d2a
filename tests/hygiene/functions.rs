//! Functions named like locals of generated code are what the body means.

use std::sync::atomic::AtomicU32;

use retry_attr::retry;
use test_support::{third, zero};

fn call() -> u32 {
    1
}

fn delay() -> u32 {
    2
}

fn result() -> u32 {
    3
}

fn is_success() -> u32 {
    4
}

#[retry(max = 3, backoff = "none")]
fn sync(attempts: &AtomicU32) -> Result<u32, &'static str> {
    third(attempts)?;
    Ok(call() + delay() + result() + is_success())
}

#[retry(max = 3, backoff = "none", timeout = "1s")]
async fn asynchronous(attempts: &AtomicU32) -> Result<u32, String> {
    third(attempts)?;
    Ok(call() + delay() + result() + is_success())
}

#[tokio::test(start_paused = true)]
async fn named_like_locals_of_generated_code() {
    assert_eq!(sync(&zero()), Ok(10));
    assert_eq!(asynchronous(&zero()).await, Ok(10));
}
