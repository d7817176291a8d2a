//! An attribute below that takes `async` and `await` away would leave a body whose `?` leaves the loop, and no sleep.

use retry_attr::retry;

#[retry(max = 3)]
#[maybe_async::must_be_sync]
async fn never_retried() -> Result<u32, std::num::ParseIntError> {
    let number: u32 = "1".parse()?;
    Ok(number)
}

#[retry(max = 3)]
#[maybe_async::must_be_sync]
async fn never_slept(answer: String) -> Result<u32, String> {
    Err(answer)
}

fn main() {}
