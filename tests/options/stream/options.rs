//! `stream` with a predicate, and beside other options.

use std::cell::RefCell;
use std::future::Future;
use std::rc::Rc;
use std::time::Duration;

use async_trait::async_trait;
use futures_util::future::BoxFuture;
use futures_util::stream::{self, BoxStream};
use futures_util::{FutureExt, Stream, StreamExt};
use retry_attr::{Classification, Event, Policy, Reason, retry};

use super::{BUSY, Script, all, of_attempt};
use crate::{Attempts, Failure, seconds};

type Item = Result<u32, Failure>;

/// Fails after an announcement, has announcements and an answer, which fails later.
const ANNOUNCED: &[Script] = &[&[Ok(0), BUSY], &[Ok(0), Ok(0), Ok(7), Ok(0), BUSY]];
const HANDED_ON: &[Item] = &[Ok(0), Ok(0), Ok(7), Ok(0), BUSY];

#[allow(clippy::trivially_copy_pass_by_ref)] // as a predicate takes it
fn is_output(item: &u32) -> bool {
    *item > 0
}

#[retry(stream = is_output)]
async fn later(attempts: &Attempts) -> Result<impl Stream<Item = Item>, Failure> {
    Ok(of_attempt(attempts, ANNOUNCED))
}

#[retry(stream = |item| *item > 0)]
fn itself(attempts: &Attempts) -> impl Stream<Item = Item> {
    of_attempt(attempts, ANNOUNCED)
}

#[tokio::test(start_paused = true)]
async fn what_was_read_before_the_predicate_held_is_handed_on_in_order() {
    let attempts = Attempts::new();
    let stream = later(&attempts).await.unwrap();
    assert_eq!(stream.size_hint(), (3, None));
    assert_eq!(all(stream).await, HANDED_ON);
    assert_eq!(attempts.delays(), seconds([1]));

    let attempts = Attempts::new();
    assert_eq!(all(itself(&attempts)).await, HANDED_ON);
    assert_eq!(attempts.delays(), seconds([1]));
}

#[retry(stream = is_output)]
async fn announced(attempts: &Attempts) -> Result<impl Stream<Item = Item>, Failure> {
    Ok(of_attempt(attempts, &[&[Ok(0), Ok(0)]]))
}

#[tokio::test(start_paused = true)]
async fn an_end_before_the_predicate_held_is_a_success() {
    let attempts = Attempts::new();
    let stream = announced(&attempts).await.unwrap();
    assert_eq!(stream.size_hint(), (2, Some(2)));
    assert_eq!(all(stream).await, [Ok(0), Ok(0)]);
    assert_eq!(attempts.count(), 1);
}

/// The predicate, the condition and the hook know the arguments.
#[retry(
    stream = |item| *item > least,
    when = |_| names.contains("busy"),
    on_retry = |event| log.borrow_mut().push(format!("{names}: {event}"))
)]
fn with_arguments(
    attempts: &Attempts,
    log: &RefCell<Vec<String>>,
    names: String,
    least: u32,
) -> impl Stream<Item = Item> {
    let first = of_attempt(attempts, ANNOUNCED);
    assert_eq!(names.into_bytes(), b"busy");
    first
}

#[tokio::test(start_paused = true)]
async fn options_know_the_arguments() {
    let (attempts, log) = (Attempts::new(), RefCell::default());
    let items = all(with_arguments(&attempts, &log, "busy".to_owned(), 6)).await;
    assert_eq!(items, HANDED_ON);
    let log = log.take();
    assert_eq!(log.len(), 1);
    assert!(
        log[0].starts_with("busy: ") && log[0].contains("Transient"),
        "{log:?}"
    );
}

/// What a hook saw.
type Log = RefCell<Vec<(u32, Result<Duration, Reason>, String)>>;

fn note(log: &Log, event: &Event<'_>) {
    let outcome = event.delay().ok_or_else(|| event.reason().unwrap());
    let error = event.error().unwrap().to_string();
    log.borrow_mut().push((event.attempt(), outcome, error));
}

#[retry(
    max = 2,
    stream,
    attempt = attempt,
    on_retry = |event| note(log, event),
    on_give_up = |event| note(log, event)
)]
async fn told(log: &Log) -> Result<impl Stream<Item = Item>, Failure> {
    assert_eq!(attempt.number() as usize, log.borrow().len() + 1);
    Ok(stream::iter([BUSY]))
}

#[retry(
    max = 2,
    stream,
    attempt = attempt,
    on_retry = |event| note(log, event),
    on_give_up = |event| note(log, event)
)]
fn told_itself(log: &Log) -> impl Stream<Item = Item> {
    assert_eq!(attempt.number() as usize, log.borrow().len() + 1);
    stream::iter([BUSY])
}

#[tokio::test(start_paused = true)]
async fn hooks_see_the_error_of_the_stream() {
    let error = "Transient".to_owned();
    let expected = [
        (1, Ok(Duration::from_secs(1)), error.clone()),
        (2, Err(Reason::Exhausted), error),
    ];
    let log = Log::default();
    assert_eq!(told(&log).await.map(drop), Err(Failure::Transient));
    assert_eq!(log.take(), expected);
    assert_eq!(all(told_itself(&log)).await, [BUSY]);
    assert_eq!(log.take(), expected);
}

#[retry(stream, classify = |_| Classification::permanent())]
async fn classified(attempts: &Attempts) -> Result<impl Stream<Item = Item>, Failure> {
    Ok(of_attempt(attempts, &[&[BUSY]]))
}

#[retry(stream, when = |_| false)]
fn conditional(attempts: &Attempts) -> impl Stream<Item = Item> {
    of_attempt(attempts, &[&[BUSY]])
}

#[tokio::test(start_paused = true)]
async fn classify_and_when_say_what_an_item_means() {
    let attempts = Attempts::new();
    assert!(classified(&attempts).await.is_err());
    assert_eq!(attempts.count(), 1);
    assert_eq!(all(conditional(&attempts)).await, [BUSY]);
    assert_eq!(attempts.count(), 2);
}

#[tokio::test(start_paused = true)]
async fn a_wait_that_an_item_names_is_obeyed() {
    const WAIT: Item = Err(Failure::Throttled(Some(Duration::from_secs(7))));
    #[retry(stream)]
    async fn ask(attempts: &Attempts) -> Result<impl Stream<Item = Item>, Failure> {
        Ok(of_attempt(attempts, &[&[WAIT], &[Ok(1)]]))
    }
    let attempts = Attempts::new();
    assert_eq!(all(ask(&attempts).await.unwrap()).await, [Ok(1)]);
    let delay = attempts.delays()[0];
    assert!(delay >= Duration::from_secs(7) && delay < Duration::from_secs(9));
}

struct Client {
    policy: Policy,
}

impl Client {
    #[retry(policy = self.policy, stream)]
    async fn ask(
        &mut self,
        attempts: &Attempts,
    ) -> Result<impl Stream<Item = Item> + use<>, Failure> {
        self.policy.clone_from(&Policy::new());
        Ok(of_attempt(attempts, &[&[BUSY]]))
    }

    #[retry(policy = self.policy, stream)]
    fn ask_itself(&self, attempts: &Attempts) -> impl Stream<Item = Item> {
        of_attempt(attempts, &[&[BUSY]])
    }
}

#[tokio::test(start_paused = true)]
async fn a_policy_known_at_run_time() {
    let mut client = Client {
        policy: Policy::new().max(2),
    };
    let attempts = Attempts::new();
    assert_eq!(all(client.ask_itself(&attempts)).await, [BUSY]);
    assert_eq!(attempts.count(), 2);
    assert!(client.ask(&attempts).await.is_err());
    assert_eq!(attempts.count(), 4);
}

/// Not `Clone`.
struct Token(u32);

#[retry(stream, borrow(token))]
async fn borrowed(attempts: &Attempts, token: Token) -> Result<impl Stream<Item = Item>, Failure> {
    let bound = token.0;
    Ok(of_attempt(attempts, ANNOUNCED).filter(move |item| std::future::ready(*item != Ok(bound))))
}

#[tokio::test(start_paused = true)]
async fn arguments_that_are_never_cloned() {
    let items = all(borrowed(&Attempts::new(), Token(0)).await.unwrap()).await;
    assert_eq!(items, [Ok(7), BUSY]);
}

#[allow(clippy::manual_async_fn)] // as it is what is tested
#[retry(stream)]
fn in_a_future(
    attempts: &Attempts,
) -> impl Future<Output = Result<impl Stream<Item = Item> + use<>, Failure>> {
    async move { Ok(of_attempt(attempts, &[&[BUSY], &[Ok(1)]])) }
}

#[retry(stream)]
fn in_a_boxed_future(
    attempts: Rc<Attempts>,
) -> futures_util::future::LocalBoxFuture<'static, Result<BoxStream<'static, Item>, Failure>> {
    async move { Ok(of_attempt(&attempts, &[&[BUSY], &[Ok(1)]]).boxed()) }.boxed_local()
}

#[tokio::test(start_paused = true)]
async fn functions_that_return_a_future() {
    let stream = in_a_future(&Attempts::new()).await.unwrap();
    assert_eq!(all(stream).await, [Ok(1)]);
    let stream = in_a_boxed_future(Rc::new(Attempts::new())).await.unwrap();
    assert_eq!(all(stream).await, [Ok(1)]);
}

#[async_trait]
trait Ask {
    async fn ask(&self, prompt: String) -> Result<BoxStream<'static, Item>, Failure>;

    fn ask_boxed(&self) -> BoxFuture<'_, Result<BoxStream<'static, Item>, Failure>>;
}

#[async_trait]
impl Ask for std::sync::atomic::AtomicU32 {
    #[retry(stream = is_output)]
    async fn ask(&self, prompt: String) -> Result<BoxStream<'static, Item>, Failure> {
        assert_eq!(prompt.into_bytes(), b"prompt");
        let attempt = self.fetch_add(1, std::sync::atomic::Ordering::Relaxed);
        Ok(stream::iter([Ok(0), if attempt == 0 { BUSY } else { Ok(1) }]).boxed())
    }

    #[retry(stream)]
    fn ask_boxed(&self) -> BoxFuture<'_, Result<BoxStream<'static, Item>, Failure>> {
        self.ask("prompt".to_owned())
    }
}

#[tokio::test(start_paused = true)]
async fn methods_under_async_trait() {
    let asked = std::sync::atomic::AtomicU32::new(0);
    let stream = asked.ask("prompt".to_owned()).await.unwrap();
    assert_eq!(all(stream).await, [Ok(0), Ok(1)]);
    assert_eq!(asked.load(std::sync::atomic::Ordering::Relaxed), 2);
    assert_eq!(all(asked.ask_boxed().await.unwrap()).await, [Ok(0), Ok(1)]);
}

/// The error of the function, made of that of its items.
#[derive(Debug, PartialEq)]
struct Whole(Failure);

impl From<Failure> for Whole {
    fn from(error: Failure) -> Self {
        Self(error)
    }
}

#[retry(stream)]
async fn converted(attempts: &Attempts) -> Result<impl Stream<Item = Item>, Whole> {
    Ok(of_attempt(attempts, &[&[BUSY]]))
}

#[tokio::test(start_paused = true)]
async fn the_error_of_an_item_becomes_the_functions() {
    let attempts = Attempts::new();
    let error = converted(&attempts).await.map(drop);
    assert_eq!(error, Err(Whole(Failure::Transient)));
    assert_eq!(attempts.count(), 3);
}

/// An alias of a stream, and a `Result` of another name.
type AskResult = std::io::Result<Chunks>;
type Chunks = std::pin::Pin<Box<dyn Stream<Item = std::io::Result<u8>> + Send>>;

#[retry(stream)]
async fn aliased(attempts: &Attempts) -> AskResult {
    let is_first = attempts.start() == 1;
    let first = if is_first {
        Err(std::io::Error::other("cut"))
    } else {
        Ok(1)
    };
    Ok(Box::pin(stream::iter([first])))
}

#[tokio::test(start_paused = true)]
async fn types_behind_other_names() {
    let stream = aliased(&Attempts::new()).await.unwrap();
    assert!(matches!(all(stream).await[..], [Ok(1)]));
}

#[retry(stream)]
fn generic<T: Clone, E: std::error::Error>(
    make: impl Fn() -> Result<T, E>,
) -> impl Stream<Item = Result<T, E>> {
    stream::iter([make(), make()])
}

#[tokio::test(start_paused = true)]
async fn generic_items() {
    let attempts = Attempts::new();
    let make = || match attempts.start() {
        1 => Err(std::io::Error::other("cut")),
        attempt => Ok(attempt),
    };
    assert!(matches!(all(generic(make)).await[..], [Ok(3), Ok(4)]));
}

#[tokio::test(start_paused = true)]
async fn a_stream_that_never_begins_falls_back_to_another() {
    #[retry(max = 2, stream, throttled = 2, last_error = last, fallback = other)]
    async fn ask(attempts: &Attempts) -> Result<BoxStream<'_, Item>, Failure> {
        assert_eq!(last.is_some(), attempts.count() > 0);
        Ok(of_attempt(attempts, &[&[BUSY]]).boxed())
    }
    async fn other(attempts: &Attempts) -> Result<BoxStream<'_, Item>, Failure> {
        attempts.start();
        std::future::ready(()).await;
        Ok(stream::iter([Ok(9)]).boxed())
    }
    let attempts = Attempts::new();
    let stream = ask(&attempts).await.unwrap();
    assert_eq!(all(stream).await, [Ok(9)]);
    assert_eq!(attempts.delays(), seconds([1, 0]));
}
