//! A crate.
#![deny(missing_docs, dead_code)]

use retry_attr::retry;

#[retry]
pub fn undocumented() -> Result<u32, String> {
    Ok(1)
}

#[retry(max = 2)]
pub async fn undocumented_async() -> Result<u32, String> {
    Ok(1)
}

/// Has a line of its own.
#[retry]
pub async fn documented() -> Result<u32, String> {
    Ok(1)
}

#[retry]
fn never_called() -> Result<u32, String> {
    Ok(1)
}

fn main() {}
