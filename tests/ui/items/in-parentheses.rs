#![allow(unused_parens)]

use std::future::Future;

use retry_attr::retry;

#[retry]
fn sync() -> (u32) {
    1
}

#[retry]
fn future() -> (impl Future<Output = u32>) {
    async { 1 }
}

#[retry(max = (0), base = ("0s"))]
fn options() -> Result<(), String> {
    Ok(())
}

fn main() {}
