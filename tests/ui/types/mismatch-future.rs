use std::future::Future;
use std::pin::Pin;

use retry_attr::retry;

#[retry]
fn opaque() -> impl Future<Output = Result<(u32, bool), String>> {
    async { Ok(("one", true)) }
}

#[retry]
fn boxed() -> Pin<Box<dyn Future<Output = Result<(u32, bool), String>> + Send>> {
    Box::pin(async move { Ok(("one", true)) })
}

#[retry]
fn computed() -> impl Future<Output = Result<u32, String>> {
    let answer = "one";
    std::future::ready(Ok(answer))
}

fn main() {}
