//! The shapes of function.

use std::future::Future;
use std::pin::Pin;
use std::sync::atomic::{AtomicU32, Ordering::Relaxed};
use std::time::Duration;

use retry_attr::{Upstream, retry};
use test_support::{third, zero};

#[retry(max = 3, backoff = "none")]
fn sync(attempts: &AtomicU32, text: String, mut number: u32) -> Result<u32, &'static str> {
    number += 1;
    assert_eq!((text.into_bytes().len(), number), (4, 2));
    third(attempts)
}

#[test]
fn a_sync_function() {
    assert_eq!(sync(&zero(), "text".to_owned(), 1), Ok(3));
}

/// Captures two elided lifetimes.
#[retry]
async fn elided(attempts: &AtomicU32, text: &str, owned: String) -> Result<u32, String> {
    tokio::task::yield_now().await;
    if text.len() > 99 {
        return Err(owned);
    }
    third(attempts).map_err(|it| format!("{} {} {}", it, text, owned))
}

#[retry]
async fn elided_in_the_output(text: &str, _owned: String) -> Option<&str> {
    text.split(' ').next()
}

#[retry]
async fn named<'a, 'b>(
    attempts: &AtomicU32,
    left: &'a str,
    right: &'b str,
    owned: Vec<u8>,
) -> Result<(&'a str, &'b str, Vec<u8>), &'static str> {
    third(attempts)?;
    Ok((left, right, owned))
}

#[tokio::test(start_paused = true)]
async fn an_async_function() {
    let start = tokio::time::Instant::now();
    let (attempts, text) = (zero(), "a b".to_owned());
    assert_eq!(elided(&attempts, &text, text.clone()).await, Ok(3));
    assert_eq!(start.elapsed(), Duration::from_secs(1 + 2));
    assert_eq!(elided_in_the_output(&text, String::new()).await, Some("a"));
    let result = named(&zero(), &text, "c", vec![1]).await;
    assert_eq!(result, Ok(("a b", "c", vec![1])));
}

#[retry]
fn boxed<'a>(
    attempts: &'a AtomicU32,
    text: String,
) -> Pin<Box<dyn Future<Output = Result<u32, &'static str>> + Send + 'a>> {
    Box::pin(async move {
        drop(text);
        third(attempts)
    })
}

#[retry]
fn opaque<'a>(
    attempts: &'a AtomicU32,
    text: String,
) -> impl Future<Output = Result<u32, &'static str>> + Send + 'a {
    async move {
        drop(text);
        third(attempts)
    }
}

#[tokio::test(start_paused = true)]
async fn a_function_that_returns_a_future() {
    assert_eq!(boxed(&zero(), String::new()).await, Ok(3));
    assert_eq!(opaque(&zero(), String::new()).await, Ok(3));
}

struct Service {
    attempts: AtomicU32,
    seen: u32,
}

impl Service {
    const fn new() -> Self {
        Self {
            attempts: zero(),
            seen: 0,
        }
    }

    #[retry(max = 3, backoff = "none")]
    fn shared(&self, text: &str) -> Result<u32, &'static str> {
        assert_eq!(text, "text");
        third(&self.attempts)
    }

    #[retry]
    async fn shared_async(&self, text: &str, owned: String) -> Result<u32, &'static str> {
        assert_eq!(text, owned);
        drop(owned);
        third(&self.attempts)
    }

    #[retry]
    async fn unique_changed(&mut self, list: &mut Vec<u32>) -> Result<u32, &'static str> {
        self.seen += 1;
        list.push(self.seen);
        third(&self.attempts)
    }

    #[retry(timeout = "1s", deadline = "1m", attempt = attempt)]
    async fn owned(self) -> Result<u32, String> {
        assert_eq!(attempt.number(), self.attempts.load(Relaxed) + 1);
        third(&self.attempts).map_err(str::to_owned)
    }
}

#[tokio::test(start_paused = true)]
async fn a_method() {
    assert_eq!(Service::new().shared("text"), Ok(3));
    let text = "text".to_owned();
    assert_eq!(Service::new().shared_async("text", text).await, Ok(3));
    let (mut service, mut list) = (Service::new(), vec![]);
    assert_eq!(service.unique_changed(&mut list).await, Ok(3));
    assert_eq!(list, [1, 2, 3]);
    assert_eq!(Service::new().owned().await, Ok(3));
}

struct Block(AtomicU32);

#[retry(max = 3, backoff = "none")]
impl Block {
    fn sync(&self) -> Result<u32, &'static str> {
        third(&self.0)
    }

    async fn later(&self, text: String) -> Result<u32, &'static str> {
        drop(text);
        third(&self.0)
    }

    #[retry(skip)]
    fn once(&self) -> Result<u32, &'static str> {
        third(&self.0)
    }
}

#[tokio::test]
async fn a_block() {
    assert_eq!(Block(zero()).sync(), Ok(3));
    assert_eq!(Block(zero()).later(String::new()).await, Ok(3));
    assert!(Block(zero()).once().is_err());
}

macro_rules! made {
    ($name:ident, $async_name:ident, $max:expr, $argument:ident: $ty:ty, $value:expr) => {
        #[retry(max = $max, backoff = "none")]
        fn $name(attempts: &AtomicU32, $argument: $ty) -> Result<u32, &'static str> {
            drop($argument);
            third(attempts)?;
            Ok($value)
        }

        #[retry(max = $max, backoff = "none")]
        async fn $async_name(attempts: &AtomicU32, $argument: $ty) -> Result<u32, &'static str> {
            drop($argument);
            third(attempts)?;
            Ok($value)
        }
    };
}

made!(made, made_async, 3, text: String, 7);

/// The names of options come from the macro and from its caller.
macro_rules! made_to_fall_back {
    ($name:ident, $async_name:ident, $last:ident, $fallback:path, $limited:expr) => {
        #[retry(
                            max = 1,
                            throttled = $limited,
                            backoff = "none",
                            idempotent = false,
                            classify = |_| retry_attr::Classification::throttled(None),
                            last_error = $last,
                            fallback = $fallback,
                            fallback_when = |error| *error == "busy",
                        )]
        fn $name(attempts: &AtomicU32) -> Result<u32, &'static str> {
            assert_eq!($last.is_some(), attempts.load(Relaxed) > 0);
            third(attempts)
        }

        #[retry(
                            max = 1,
                            throttled = $limited,
                            backoff = "none",
                            classify = |_| retry_attr::Classification::throttled(None),
                            last_error = last,
                            fallback = later,
                        )]
        async fn $async_name(attempts: &AtomicU32) -> Result<u32, &'static str> {
            assert_eq!(last.is_some(), attempts.load(Relaxed) > 0);
            third(attempts)
        }
    };
}

fn now(attempts: &AtomicU32) -> Result<u32, &'static str> {
    third(attempts).map(|number| number + 10)
}

async fn later(attempts: &AtomicU32) -> Result<u32, &'static str> {
    now(attempts)
}

made_to_fall_back!(made_now, made_later, before, self::now, 2);

static UPSTREAM: Upstream = Upstream::new("edition");

/// What is shared, and who is told, come from the macro and from its caller.
macro_rules! made_to_share {
    ($name:ident, $async_name:ident, $upstream:expr, $told:ident, $on_recover:expr) => {
        #[retry(backoff = "none", upstream = $upstream, on_recover = $on_recover)]
        fn $name(attempts: &AtomicU32, $told: &AtomicU32) -> Result<u32, &'static str> {
            third(attempts)
        }

        #[retry(
            backoff = "none",
            deadline = "1m",
            cut = false,
            upstream = &UPSTREAM,
            on_recover = |event| told.store(event.attempt(), Relaxed)
        )]
        async fn $async_name(attempts: &AtomicU32, told: &AtomicU32) -> Result<u32, &'static str> {
            third(attempts)
        }
    };
}

made_to_share!(
    shares,
    shares_later,
    UPSTREAM,
    recovered,
    |event| recovered.store(event.attempt(), Relaxed)
);

#[tokio::test]
async fn functions_made_by_a_macro() {
    assert_eq!(made(&zero(), String::new()), Ok(7));
    assert_eq!(made_async(&zero(), String::new()).await, Ok(7));
    assert_eq!(made_now(&zero()), Ok(13));
    assert_eq!(made_later(&zero()).await, Ok(13));
    let told = zero();
    assert_eq!(shares(&zero(), &told), Ok(3));
    assert_eq!(told.swap(0, Relaxed), 3);
    assert_eq!(shares_later(&zero(), &told).await, Ok(3));
    assert_eq!(told.into_inner(), 3);
    assert!(UPSTREAM.snapshot().tokens < Some(500));
}
