use std::future::Future;
use std::pin::Pin;

use retry_attr::retry;

struct Client;

#[retry]
fn opaque() -> impl Future<Output = u32> {
    async { 1 }
}

#[retry]
fn boxed() -> Pin<Box<dyn Future<Output = ()> + Send>> {
    Box::pin(async {})
}

#[retry]
async fn future_of_a_future() -> impl Future<Output = Result<u32, String>> {
    async { Ok(1) }
}

#[retry]
impl Client {
    async fn boxed_future_of_a_future(&self) -> Pin<Box<dyn Future<Output = Option<u32>>>> {
        Box::pin(async { None })
    }
}

fn main() {}
