//! `#[retry]` in edition 2021.
#![cfg(test)]
#![warn(rust_2018_idioms)]

use std::sync::atomic::{AtomicU32, Ordering::Relaxed};

const fn zero() -> AtomicU32 {
    AtomicU32::new(0)
}

/// Fails twice, then succeeds.
fn third(attempts: &AtomicU32) -> Result<u32, &'static str> {
    let attempt = attempts.fetch_add(1, Relaxed) + 1;
    if attempt > 2 {
        Ok(attempt)
    } else {
        Err("busy")
    }
}

mod functions {
    use super::{AtomicU32, third, zero};
    use retry_attr::retry;
    use std::future::Future;
    use std::pin::Pin;
    use std::time::Duration;

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
            assert_eq!(attempt.number(), self.attempts.load(super::Relaxed) + 1);
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

    macro_rules! made {
        ($name:ident, $async_name:ident, $max:expr, $argument:ident: $ty:ty, $value:expr) => {
            #[retry(max = $max, backoff = "none")]
            fn $name(attempts: &AtomicU32, $argument: $ty) -> Result<u32, &'static str> {
                drop($argument);
                third(attempts)?;
                Ok($value)
            }

            #[retry(max = $max, backoff = "none")]
            async fn $async_name(
                attempts: &AtomicU32,
                $argument: $ty,
            ) -> Result<u32, &'static str> {
                drop($argument);
                third(attempts)?;
                Ok($value)
            }
        };
    }

    made!(made, made_async, 3, text: String, 7);

    #[tokio::test]
    async fn functions_made_by_a_macro() {
        assert_eq!(made(&zero(), String::new()), Ok(7));
        assert_eq!(made_async(&zero(), String::new()).await, Ok(7));
    }

    /// The body keeps its own edition: fields are captured one by one, `TryFrom` is in the prelude.
    #[retry(max = 3, backoff = "none")]
    fn of_the_edition(attempts: &AtomicU32, pair: (String, u32)) -> Result<u32, &'static str> {
        let moved = pair.0;
        let left = || pair.1;
        assert_eq!((moved.len(), u8::try_from(left())), (4, Ok(1)));
        third(attempts)
    }

    #[test]
    fn a_body_of_its_edition() {
        assert_eq!(of_the_edition(&zero(), ("text".to_owned(), 1)), Ok(3));
    }
}

mod derived {
    use retry_attr::{Classification, Classify};
    use std::time::Duration;

    #[derive(Classify)]
    enum ApiError<'a, E> {
        #[classify(transient)]
        Busy(&'a str),
        #[classify(throttled, after = wait)]
        Limited { wait: Option<Duration> },
        #[classify(forward)]
        Inner(E),
    }

    #[test]
    fn an_error_says() {
        let wait = Some(Duration::from_secs(1));
        let inner = std::io::Error::from(std::io::ErrorKind::NotFound);
        assert_eq!(
            ApiError::Inner(inner).classify(),
            Classification::permanent()
        );
        let limited: ApiError<'_, String> = ApiError::Limited { wait };
        assert_eq!(limited.classify(), Classification::throttled(wait));
        let busy: ApiError<'_, String> = ApiError::Busy("busy");
        assert!(matches!(busy, ApiError::Busy("busy")));
        assert_eq!(busy.classify(), Classification::Transient);
    }
}

/// Nothing is in scope but what is imported.
mod without_prelude {
    #![no_implicit_prelude]

    use ::std::option::Option::{self, None, Some};
    use ::std::prelude::v1::test;
    use ::std::result::Result;
    use ::std::string::String;
    use ::std::sync::atomic::AtomicU32;
    use ::std::vec::Vec;

    #[::retry_attr::retry(max = 3, backoff = "none")]
    fn sync(attempts: &AtomicU32, list: Vec<u32>, mut number: u32) -> Result<u32, &'static str> {
        number += 1;
        let _ = number;
        ::std::mem::drop(list);
        super::third(attempts)
    }

    #[::retry_attr::retry(max = 3, backoff = "none")]
    async fn asynchronous(attempts: &AtomicU32, text: &str, list: Vec<u32>) -> Option<u32> {
        let _ = text;
        ::std::mem::drop(list);
        match super::third(attempts) {
            Result::Ok(number) => Some(number),
            Result::Err(_) => None,
        }
    }

    #[::retry_attr::retry(
        max = 3,
        base = "1ms",
        factor = 3,
        cap = "2s",
        jitter,
        timeout = "1s",
        deadline = "1m",
        retry_after = "1s",
        when = |error: &String| !error.is_empty(),
        when_ok = |number: &u32| *number > 99,
        on_retry = |event: &::retry_attr::Event<'_>| ::std::assert!(event.attempt() < 3),
        on_give_up = |event: &::retry_attr::Event<'_>| ::std::assert_eq!(event.attempt(), 3),
        attempt = attempt
    )]
    async fn every_option(attempts: &AtomicU32, (list, _): (Vec<u32>, u32)) -> Result<u32, String> {
        let _ = (&list, attempt);
        match super::third(attempts) {
            Result::Ok(number) => Result::Ok(number),
            Result::Err(_) => Result::Err(::std::format!("busy")),
        }
    }

    #[test]
    fn retried() {
        let runtime = ::tokio::runtime::Builder::new_current_thread()
            .enable_time()
            .start_paused(true)
            .build()
            .unwrap();
        ::std::assert_eq!(sync(&super::zero(), ::std::vec![], 1), Result::Ok(3));
        let number = runtime.block_on(asynchronous(&super::zero(), "", ::std::vec![]));
        ::std::assert_eq!(number, Some(3));
        let number = runtime.block_on(every_option(&super::zero(), (::std::vec![], 1)));
        ::std::assert_eq!(number, Result::Ok(3));
    }
}
