use std::collections::VecDeque;

use retry_attr::retry;

#[retry(stream)]
async fn later() -> Result<Vec<u8>, String> {
    Ok(Vec::new())
}

#[retry(stream)]
async fn later_by_another_name() -> Result<VecDeque<u8>, String> {
    Ok(VecDeque::new())
}

#[retry(stream)]
fn sync() -> Result<u32, String> {
    Ok(1)
}

#[retry(stream)]
fn body() -> impl Iterator<Item = Result<u8, String>> {
    vec![Ok::<u8, String>(1)]
}

fn main() {
    let _ = (later(), sync(), body());
}
