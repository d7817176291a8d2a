//! Functions that return a stream, or an iterator.

use std::pin::Pin;
use std::sync::atomic::AtomicU32;

use futures_util::stream::{self, Stream, StreamExt};
use retry_attr::retry;
use test_support::{third, zero};

type Item = Result<u32, &'static str>;

/// Borrows from one argument, and captures a lifetime that is elided.
#[retry(stream)]
async fn lent<'a>(
    attempts: &AtomicU32,
    text: &'a str,
    owned: String,
) -> Result<impl Stream<Item = Result<u32, &'static str>> + 'a, &'static str> {
    tokio::task::yield_now().await;
    drop(owned);
    let first = third(attempts);
    Ok(stream::iter(text.bytes()).map(move |_| first))
}

#[retry(timeout = "1s", stream = |item| *item > 0)]
async fn boxed<'a>(
    attempts: &'a AtomicU32,
    text: String,
) -> Result<Pin<Box<dyn Stream<Item = Result<u32, String>> + Send + 'a>>, String> {
    drop(text);
    let first = stream::once(async move { third(attempts).map_err(str::to_owned) });
    Ok(Box::pin(first))
}

#[retry(stream)]
fn itself<'a>(
    attempts: &'a AtomicU32,
    text: String,
    mut list: Vec<u8>,
) -> impl Stream<Item = Result<u32, &'static str>> + 'a {
    list.extend(text.into_bytes());
    assert_eq!(list.len(), 3);
    stream::once(async move { third(attempts) })
}

#[retry(timeout = "1s", stream)]
fn itself_in_a_box<'a>(
    attempts: &'a AtomicU32,
    text: String,
) -> Pin<Box<dyn Stream<Item = Result<u32, String>> + Send + 'a>> {
    let text = text;
    stream::once(async move { third(attempts).map_err(|_| text) }).boxed()
}

#[retry(backoff = "none", stream)]
fn iterator<'a>(
    attempts: &'a AtomicU32,
    text: String,
) -> Result<impl Iterator<Item = Item> + 'a, &'static str> {
    drop(text);
    Ok(std::iter::once_with(move || third(attempts)))
}

#[retry(backoff = "none", stream)]
fn iterator_itself<'a>(
    attempts: &'a AtomicU32,
    text: String,
) -> impl Iterator<Item = Result<u32, &'static str>> + 'a {
    drop(text);
    std::iter::once_with(move || third(attempts))
}

#[tokio::test(start_paused = true)]
async fn streams() {
    let (attempts, text) = (zero(), "a".to_owned());
    let stream = lent(&attempts, &text, String::new()).await.unwrap();
    assert_eq!(stream.collect::<Vec<_>>().await, [Ok(3)]);
    let stream = boxed(&attempts, String::new()).await.unwrap();
    assert_eq!(stream.collect::<Vec<_>>().await, [Ok(6)]);
    let stream = itself(&attempts, "a".to_owned(), vec![1, 2]);
    assert_eq!(stream.collect::<Vec<_>>().await, [Ok(9)]);
    let stream = itself_in_a_box(&attempts, String::new());
    assert_eq!(stream.collect::<Vec<_>>().await, [Ok(12)]);
}

#[test]
fn iterators() {
    let attempts = zero();
    let items = iterator(&attempts, String::new()).unwrap();
    assert_eq!(items.collect::<Vec<_>>(), [Ok(3)]);
    let items = iterator_itself(&attempts, String::new());
    assert_eq!(items.collect::<Vec<_>>(), [Ok(6)]);
}
