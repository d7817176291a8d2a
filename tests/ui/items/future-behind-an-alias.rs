use std::future::Future;
use std::pin::Pin;

use retry_attr::retry;

type Fut<'a, T> = Pin<Box<dyn Future<Output = Result<T, String>> + Send + 'a>>;

#[retry]
fn ask(text: &str) -> Fut<'_, u32> {
    Box::pin(async move { text.parse().map_err(|_| String::new()) })
}

fn main() {}
