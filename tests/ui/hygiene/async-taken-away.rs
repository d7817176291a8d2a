//! An attribute below that takes `async` and `await` away would leave a body whose `?` leaves the loop.

use retry_attr::retry;

#[retry(max = 3)]
#[maybe_async::must_be_sync]
async fn never_retried() -> Result<u32, std::num::ParseIntError> {
    let number: u32 = "1".parse()?;
    Ok(number)
}

fn main() {}
