//! Options that act between attempts, used together.

use std::sync::Mutex;
use std::sync::atomic::{AtomicU32, Ordering::Relaxed};
use std::time::Duration;

use async_trait::async_trait;
use retry_attr::{Classification, Event, Upstream, retry};
use tokio::time::Instant;

use crate::Failure;

const SECOND: Duration = Duration::from_secs(1);

/// What happens, in order.
struct Client {
    failures: Mutex<Vec<Failure>>,
    log: Mutex<Vec<String>>,
    upstream: Upstream,
    fallbacks: AtomicU32,
}

impl Client {
    fn new(failures: impl IntoIterator<Item = Failure>) -> Self {
        let mut failures: Vec<_> = failures.into_iter().collect();
        failures.reverse();
        Self {
            failures: failures.into(),
            log: Mutex::default(),
            upstream: Upstream::new("test"),
            fallbacks: AtomicU32::new(0),
        }
    }

    fn attempt(&self, last: Option<&Failure>) -> Result<u32, Failure> {
        self.note(format!("after {last:?}"));
        self.failures.lock().unwrap().pop().map_or(Ok(1), Err)
    }

    fn note(&self, what: String) {
        self.log.lock().unwrap().push(what);
    }

    fn log(&self) -> Vec<String> {
        std::mem::take(&mut self.log.lock().unwrap())
    }

    #[allow(clippy::unnecessary_wraps)] // a fallback is as the function
    fn second(&self, prompt: String) -> Result<u32, Failure> {
        self.fallbacks.fetch_add(1, Relaxed);
        self.note(prompt);
        Ok(2)
    }
}

#[async_trait]
trait Ask {
    async fn ask(&self, prompt: String) -> Result<u32, Failure>;
    async fn other(&self, prompt: String) -> Result<u32, Failure>;
}

fn wants_another(failure: &Failure) -> bool {
    *failure != Failure::Permanent
}

#[async_trait]
impl Ask for Client {
    #[retry(
        max = 2,
        throttled = 3,
        backoff = "fixed",
        last_error = last,
        upstream = self.upstream,
        on_recover = |event: &Event<'_>| self.note(format!("recovered in {}", event.attempt())),
        fallback = Self::other,
        fallback_when = wants_another,
    )]
    async fn ask(&self, prompt: String) -> Result<u32, Failure> {
        drop(prompt);
        self.attempt(last)
    }

    async fn other(&self, prompt: String) -> Result<u32, Failure> {
        self.second(prompt)
    }
}

impl Client {
    #[retry(
        max = 2,
        backoff = "none",
        last_error = last,
        upstream = self.upstream,
        on_recover = |event: &Event<'_>| self.note(format!("recovered in {}", event.attempt())),
        fallback = Self::second,
        fallback_when = wants_another,
    )]
    fn ask_blocking(&self, prompt: String) -> Result<u32, Failure> {
        drop(prompt);
        self.attempt(last)
    }

    /// What may have been processed is for whoever takes over to find out.
    #[retry(
        backoff = "none",
        idempotent = false,
        last_error = last,
        classify = |_| Classification::Transient,
        fallback = Self::second,
    )]
    fn order(&self, prompt: String) -> Result<u32, Failure> {
        drop(prompt);
        self.attempt(last)
    }

    #[retry(deadline = "1500ms", backoff = "fixed", cut = false, last_error = last, upstream = self.upstream, fallback = Self::other)]
    async fn patient(&self, prompt: String) -> Result<u32, Failure> {
        drop(prompt);
        tokio::time::sleep(SECOND / 2).await;
        self.attempt(last)
    }
}

#[tokio::test(start_paused = true)]
async fn methods_of_traits_have_them_all() {
    let throttled = Failure::Throttled(Some(SECOND));
    let client = Client::new([Failure::Transient, throttled]);
    assert_eq!(client.ask("a".to_owned()).await, Ok(1));
    let after = |last: Failure| format!("after {:?}", Some(last));
    let expected = [
        "after None",
        &after(Failure::Transient),
        &after(throttled),
        "recovered in 3",
    ];
    assert_eq!(client.log(), expected);
    assert_ne!(client.upstream.snapshot().tokens, Some(500));

    let client = Client::new([Failure::Transient; 2]);
    assert_eq!(client.ask("b".to_owned()).await, Ok(2));
    let expected = ["after None", &after(Failure::Transient), "b"];
    assert_eq!(client.log(), expected);

    let client = Client::new([Failure::Permanent]);
    assert_eq!(client.ask("c".to_owned()).await, Err(Failure::Permanent));
    assert_eq!(client.fallbacks.into_inner(), 0);
}

#[test]
fn sync_methods_have_them_all() {
    let client = Client::new([Failure::Transient]);
    assert_eq!(client.ask_blocking("a".to_owned()), Ok(1));
    let after = format!("after {:?}", Some(Failure::Transient));
    assert_eq!(client.log(), ["after None", &after, "recovered in 2"]);

    let client = Client::new([Failure::Transient; 2]);
    assert_eq!(client.ask_blocking("b".to_owned()), Ok(2));
    assert_eq!(client.log(), ["after None", &after, "b"]);
}

#[test]
fn what_may_be_processed_is_left_to_the_fallback() {
    let client = Client::new([Failure::Transient]);
    assert_eq!(client.order("a".to_owned()), Ok(2));
    assert_eq!(client.log(), ["after None", "a"]);
}

#[tokio::test(start_paused = true)]
async fn an_attempt_that_is_not_cut_ends_before_the_fallback() {
    let start = Instant::now();
    let client = Client::new([Failure::Transient; 2]);
    assert_eq!(client.patient("a".to_owned()).await, Ok(2));
    // The next delay would end at the deadline.
    assert_eq!(client.log(), ["after None", "a"]);
    assert_eq!(start.elapsed(), SECOND / 2);
}
