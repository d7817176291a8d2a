use std::future::Future;
use std::pin::Pin;

use retry_attr::retry;

#[retry]
fn opaque() -> impl Future<Output = u32> {
    async { 1 }
}

#[retry]
fn boxed() -> Pin<Box<dyn Future<Output = ()> + Send>> {
    Box::pin(async {})
}

fn main() {}
