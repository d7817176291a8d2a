use std::pin::Pin;

use futures_util::FutureExt;
use futures_util::future::BoxFuture;
use futures_util::stream::{self, BoxStream, Stream, StreamExt};
use retry_attr::retry;

type Chunks = Pin<Box<dyn Stream<Item = Result<u8, String>> + Send>>;
type Answer = Result<u8, String>;
type Asked<'a> = Result<BoxStream<'a, Answer>, String>;

#[retry]
async fn by_another_name() -> Result<Chunks, String> {
    Ok(stream::empty().boxed())
}

#[retry]
async fn items_by_another_name() -> Result<BoxStream<'static, Answer>, String> {
    Ok(stream::empty().boxed())
}

#[retry]
async fn all_by_another_name(prompt: &str) -> Asked<'_> {
    Ok(stream::iter(prompt.bytes()).map(Ok).boxed())
}

#[retry]
fn in_a_future() -> BoxFuture<'static, Result<Chunks, String>> {
    by_another_name().boxed()
}

#[retry]
async fn opaque() -> Result<impl Stream<Item = Answer>, String> {
    Ok(stream::empty())
}

#[retry]
fn sync() -> Result<Chunks, String> {
    Ok(stream::empty().boxed())
}

// Nothing else could be retried.
#[retry]
async fn items_cannot_fail() -> Result<BoxStream<'static, u8>, String> {
    Ok(stream::empty().boxed())
}

fn main() {
    drop((by_another_name(), items_by_another_name(), in_a_future()));
    drop((all_by_another_name(""), items_cannot_fail()));
    drop((opaque(), sync()));
}
