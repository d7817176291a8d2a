//! Functions that return the stream itself and are not async.

use std::pin::{Pin, pin};
use std::rc::Rc;
use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering::Relaxed};
use std::time::Duration;

use async_stream::try_stream;
use futures_util::stream::{self, BoxStream, LocalBoxStream};
use futures_util::{FutureExt, Stream, StreamExt};
use retry_attr::retry;
use tokio::time::sleep;

use super::{BUSY, all, of_attempt, pinned};
use crate::{Attempts, Failure, seconds};

#[retry(stream)]
fn by_hand(attempts: &Attempts) -> impl Stream<Item = Result<u32, Failure>> {
    of_attempt(attempts, &[&[BUSY], &[BUSY], &[Ok(1), BUSY, Ok(2)]])
}

#[tokio::test(start_paused = true)]
async fn it_is_retried_until_its_first_item_and_not_after() {
    let attempts = Attempts::new();
    let stream = by_hand(&attempts);
    assert_eq!(all(stream).await, [Ok(1), BUSY, Ok(2)]);
    assert_eq!(attempts.delays(), seconds([1, 2]));
}

#[tokio::test(start_paused = true)]
async fn nothing_runs_before_it_is_polled() {
    let attempts = Attempts::new();
    let mut stream = pin!(by_hand(&attempts));
    sleep(Duration::from_secs(9)).await;
    assert_eq!(attempts.count(), 0);
    assert_eq!(stream.next().now_or_never(), None);
    assert_eq!(attempts.count(), 1);
}

#[retry(max = 2, stream)]
fn broken(attempts: &Attempts) -> impl Stream<Item = Result<u32, Failure>> {
    of_attempt(attempts, &[&[BUSY, Ok(1)]])
}

#[tokio::test(start_paused = true)]
async fn the_last_error_is_its_only_item() {
    let attempts = Attempts::new();
    assert_eq!(all(broken(&attempts)).await, [BUSY]);
    assert_eq!(attempts.count(), 2);
}

#[retry(stream)]
fn permanent(attempts: &Attempts) -> impl Stream<Item = Result<u32, Failure>> {
    of_attempt(attempts, &[&[Err(Failure::Permanent)]])
}

#[tokio::test(start_paused = true)]
async fn a_permanent_error_comes_at_once() {
    let attempts = Attempts::new();
    assert_eq!(all(permanent(&attempts)).await, [Err(Failure::Permanent)]);
    assert_eq!(attempts.count(), 1);
}

#[retry(stream)]
fn empty(attempts: &Attempts) -> impl Stream<Item = Result<u32, Failure>> {
    of_attempt(attempts, &[&[BUSY], &[]])
}

#[tokio::test(start_paused = true)]
async fn an_end_before_any_item_is_a_success() {
    let attempts = Attempts::new();
    assert_eq!(all(empty(&attempts)).await, []);
    assert_eq!(attempts.count(), 2);
}

/// Owned and borrowed arguments, `?`, and a stream that may not be moved.
#[retry(stream)]
fn generated(attempts: &Attempts, text: String) -> impl Stream<Item = Result<u32, Failure>> {
    try_stream! {
        let start = attempts.start();
        assert_eq!(text.into_bytes(), b"text");
        if start < 3 {
            Err(Failure::Transient)?;
        }
        yield 1;
        sleep(Duration::from_secs(1)).await;
        yield 2;
        Err(Failure::Transient)?;
    }
}

#[tokio::test(start_paused = true)]
async fn one_made_by_a_macro() {
    let attempts = Attempts::new();
    let items = all(generated(&attempts, "text".to_owned())).await;
    assert_eq!(items, [Ok(1), Ok(2), BUSY]);
    assert_eq!(attempts.delays(), seconds([1, 2]));
}

#[retry(stream)]
fn prepared(attempts: &Attempts, mut list: Vec<u32>) -> impl Stream<Item = Result<u32, Failure>> {
    list.push(2);
    if list.len() > 2 {
        return async_stream::stream! { yield Err(Failure::Permanent) }.left_stream();
    }
    pinned(of_attempt(attempts, &[&[BUSY], &[Ok(1)]]))
        .chain(async_stream::stream! { for n in list { yield Ok(n) } })
        .right_stream()
}

#[retry(stream)]
fn taken_apart<'a>(
    attempts: &'a Attempts,
    (text, mut number): (String, u32),
    _: String,
    list: &'a mut Vec<u32>,
) -> impl Stream<Item = Result<u32, Failure>> + use<'a> {
    assert_eq!(text.into_bytes(), b"text");
    number += 1;
    list.push(number);
    of_attempt(attempts, &[&[BUSY], &[Ok(1)]])
}

#[retry(stream)]
fn boxed_and_opaque(
    attempts: &Attempts,
) -> Pin<Box<impl Stream<Item = Result<u32, Failure>> + use<'_>>> {
    Box::pin(pinned(of_attempt(attempts, &[&[BUSY], &[Ok(1)]])))
}

#[tokio::test(start_paused = true)]
async fn each_attempt_starts_from_the_callers_values() {
    let (attempts, mut list) = (Attempts::new(), Vec::new());
    let arguments = ("text".to_owned(), 1);
    let stream = taken_apart(&attempts, arguments, String::new(), &mut list);
    assert_eq!(all(stream).await, [Ok(1)]);
    assert_eq!(list, [2, 2]);
    assert_eq!(all(boxed_and_opaque(&Attempts::new())).await, [Ok(1)]);

    let attempts = Attempts::new();
    assert_eq!(
        all(prepared(&attempts, vec![7])).await,
        [Ok(1), Ok(7), Ok(2)]
    );
}

#[retry(stream)]
fn boxed(attempts: Arc<AtomicU32>) -> BoxStream<'static, Result<u32, Failure>> {
    let attempt = attempts.fetch_add(1, Relaxed);
    stream::iter([if attempt == 0 { BUSY } else { Ok(1) }, Ok(2)]).boxed()
}

#[retry(stream)]
fn local(attempts: &Attempts, note: Rc<u32>) -> LocalBoxStream<'_, Result<u32, Failure>> {
    let rest = stream::once(async move { Ok(*note) });
    pinned(of_attempt(attempts, &[&[BUSY], &[Ok(1)]]))
        .chain(rest)
        .boxed_local()
}

#[retry(stream)]
fn in_std(attempts: &Attempts) -> Pin<Box<dyn Stream<Item = Result<u32, Failure>> + '_>> {
    Box::pin(of_attempt(attempts, &[&[BUSY], &[Ok(1), Ok(2)]]))
}

#[retry(stream)]
fn unpin(attempts: &Attempts) -> Box<dyn Stream<Item = Result<u32, Failure>> + Unpin + '_> {
    Box::new(of_attempt(attempts, &[&[BUSY], &[Ok(1), Ok(2)]]))
}

#[tokio::test(start_paused = true)]
async fn boxes() {
    let attempts = Attempts::new();
    let expected = [Ok(1), Ok(2)];
    assert_eq!(all(boxed(Arc::default())).await, expected);
    assert_eq!(all(local(&attempts, Rc::new(2))).await, expected);
    assert_eq!(all(in_std(&Attempts::new())).await, expected);
    assert_eq!(all(unpin(&Attempts::new())).await, expected);
}

#[derive(Clone)]
struct Client {
    name: String,
}

trait Ask {
    fn ask_later(&self, name: String) -> impl Stream<Item = Result<usize, Failure>> + Send;
}

impl Ask for AtomicU32 {
    #[retry(stream)]
    fn ask_later(&self, name: String) -> impl Stream<Item = Result<usize, Failure>> + Send {
        stream::once(async move {
            match self.fetch_add(1, Relaxed) {
                0 => Err(Failure::Transient),
                _ => Ok(name.into_bytes().len()),
            }
        })
    }
}

impl Client {
    #[retry(stream)]
    fn ask(&self, attempts: &Attempts, prompt: String) -> impl Stream<Item = Result<u32, Failure>> {
        let name = &self.name;
        try_stream! {
            assert_eq!(prompt.clone() + name, "hi, Jo");
            drop(prompt);
            if attempts.start() == 1 {
                Err(Failure::Transient)?;
            }
            yield 1;
        }
    }

    #[retry(stream)]
    fn shared(
        self: Arc<Self>,
        attempts: Arc<AtomicU32>,
    ) -> impl Stream<Item = Result<u32, Failure>> {
        try_stream! {
            assert_eq!(self.name, "Jo");
            if attempts.fetch_add(1, Relaxed) == 0 {
                Err(Failure::Transient)?;
            }
            yield 1;
        }
    }

    #[retry(stream)]
    fn owned(mut self, attempts: &Attempts) -> impl Stream<Item = Result<u32, Failure>> {
        self.name.push('n');
        assert_eq!(self.name, "Jon");
        of_attempt(attempts, &[&[BUSY], &[Ok(1)]])
    }

    #[retry(stream)]
    fn boxed<'a>(&'a self, attempts: &'a Attempts) -> LocalBoxStream<'a, Result<u32, Failure>> {
        self.ask(attempts, "hi, ".to_owned()).boxed_local()
    }
}

#[tokio::test(start_paused = true)]
async fn methods() {
    let client = Client {
        name: "Jo".to_owned(),
    };
    let attempts = Attempts::new();
    assert_eq!(all(client.ask(&attempts, "hi, ".to_owned())).await, [Ok(1)]);
    assert_eq!(attempts.count(), 2);
    assert_eq!(all(client.boxed(&Attempts::new())).await, [Ok(1)]);
    let shared = Arc::new(client.clone()).shared(Arc::default());
    assert_eq!(all(shared).await, [Ok(1)]);
    assert_eq!(all(client.owned(&attempts)).await, [Ok(1)]);
    let asked = AtomicU32::new(0);
    assert_eq!(all(asked.ask_later("Jo".to_owned())).await, [Ok(2)]);
}

fn is_send<T: Send>(value: T) -> T {
    value
}

/// The error is not `Send`, and need not be.
#[retry(stream)]
fn sendable(prompt: String) -> impl Stream<Item = Result<u8, Rc<str>>> {
    stream::iter(prompt.into_bytes()).map(Ok)
}

#[retry(stream)]
async fn sendable_later(
    prompt: String,
) -> Result<impl Stream<Item = Result<u8, Rc<str>>>, Rc<str>> {
    Ok(stream::iter(prompt.into_bytes()).map(Ok))
}

#[retry(timeout = "9s", stream = |byte| *byte > 0)]
async fn sendable_with_a_limit(
    prompt: String,
) -> Result<impl Stream<Item = Result<u8, Failure>>, Failure> {
    Ok(stream::iter(prompt.into_bytes()).map(Ok))
}

#[tokio::test]
async fn what_was_send_stays_send() {
    let _ = is_send(sendable("a".to_owned()));
    let later = is_send(sendable_later("a".to_owned())).await;
    assert_eq!(all(is_send(later.unwrap())).await, [Ok(b'a')]);
    let limited = is_send(sendable_with_a_limit("a".to_owned())).await;
    assert_eq!(all(is_send(limited.unwrap())).await, [Ok(b'a')]);
}
