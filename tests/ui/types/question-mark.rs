use std::io;

use retry_attr::retry;

#[retry]
fn sync(text: &str) -> Result<u32, io::Error> {
    Ok(text.parse::<u32>()?)
}

#[retry]
async fn native(text: &str) -> Result<u32, io::Error> {
    Ok(text.parse::<u32>()?)
}

#[retry(timeout = "1s")]
async fn with_a_timeout(text: &str) -> Result<u32, io::Error> {
    Ok(text.parse::<u32>()?)
}

#[retry]
fn option(text: &str) -> Option<u32> {
    Some(text.parse::<u32>()?)
}

fn main() {}
