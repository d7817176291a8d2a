use std::pin::Pin;

use futures_util::stream::{self, BoxStream, Stream, StreamExt};
use retry_attr::retry;

#[retry]
async fn opaque() -> Result<impl Stream<Item = Result<u8, String>>, String> {
    Ok(stream::empty())
}

#[retry]
async fn bare() -> Result<impl Stream, String> {
    Ok(stream::empty::<u8>())
}

#[retry]
async fn boxed() -> Result<BoxStream<'static, Result<u8, String>>, String> {
    Ok(stream::empty().boxed())
}

#[retry]
fn itself() -> Pin<Box<dyn Stream<Item = Result<u8, String>> + Send>> {
    stream::empty().boxed()
}

#[retry]
fn iterator() -> impl Iterator<Item = Result<u8, String>> {
    std::iter::empty()
}

#[retry]
fn cannot_fail() -> impl Iterator<Item = u8> {
    std::iter::empty()
}

type Answer = Result<u8, String>;

#[retry]
fn items_by_another_name() -> impl Stream<Item = Answer> {
    stream::empty()
}

// Nothing else could be retried.
#[retry]
async fn items_cannot_fail() -> Result<impl Stream<Item = u8>, String> {
    Ok(stream::empty())
}

fn main() {
    drop((opaque(), bare(), boxed(), items_cannot_fail()));
    drop((itself(), iterator(), cannot_fail(), items_by_another_name()));
}
