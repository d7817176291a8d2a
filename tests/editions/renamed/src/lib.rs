//! `#[retry]` where the crate has another name or comes through another crate.
#![cfg(test)]

use std::sync::atomic::{AtomicU32, Ordering::Relaxed};

use test_support::zero;

fn third(attempts: &AtomicU32) -> Result<u32, String> {
    test_support::third(attempts).map_err(str::to_owned)
}

macro_rules! every_function {
    ($name:ident, [$($retry:tt)*], [$($crate_:tt)*]) => {
        mod $name {
            use super::{AtomicU32, third, zero};
            use $($crate_)* as facade;
            use $($retry)* as retry;

            const MAX: u32 = 3;
            const POLICY: facade::Policy = facade::Policy::new().max(MAX);

            #[retry(crate = $($crate_)*, max = MAX, backoff = "none", jitter = "none")]
            fn sync(attempts: &AtomicU32, text: String) -> Result<u32, String> {
                drop(text);
                third(attempts)
            }

            #[retry(
                crate = $($crate_)*,
                policy = POLICY,
                timeout = "1s",
                deadline = "1m",
                retry_after = "ignore",
                when = |error: &String| error == "busy",
                when_ok = |number: &u32| *number > 99,
                on_retry = |event: &facade::Event<'_>| assert_eq!(event.function(), "asynchronous"),
                attempt = attempt
            )]
            async fn asynchronous(
                attempts: &AtomicU32,
                text: String,
                mut list: Vec<u32>,
                (left, _): (String, u32),
            ) -> Result<u32, String> {
                list.push(attempt.number());
                drop((text, left));
                third(attempts)
            }

            #[retry(
                crate = $($crate_)*,
                max = 1,
                throttled = 2,
                backoff = "none",
                idempotent = false,
                classify = |_| facade::Classification::throttled(None),
                last_error = last,
                fallback = other
            )]
            async fn falling_back(attempts: &AtomicU32, text: String) -> Result<u32, String> {
                drop((last.cloned(), text));
                third(attempts)
            }

            async fn other(attempts: &AtomicU32, _: String) -> Result<u32, String> {
                third(attempts)
            }

            #[retry(crate = $($crate_)*, policy = facade::Policy::new().max(attempts.load(super::Relaxed) + 3))]
            async fn at_run_time(attempts: &AtomicU32) -> Result<u32, String> {
                third(attempts)
            }

            #[retry(crate = $($crate_)*, backoff = "none", stream = |number| *number > 0)]
            fn iterator(attempts: &AtomicU32, text: String) -> impl Iterator<Item = Result<u32, String>> {
                drop(text);
                std::iter::once(third(attempts))
            }

            struct Block(AtomicU32);

            #[retry(crate = $($crate_)*, max = 3, backoff = "none")]
            impl Block {
                fn retried(&self) -> Result<u32, String> {
                    third(&self.0)
                }

                #[retry(skip)]
                fn once(&self) -> Result<u32, String> {
                    third(&self.0)
                }
            }

            #[derive(facade::Classify)]
            #[classify(crate = $($crate_)*)]
            enum ApiError {
                #[classify(forward)]
                Text(String),
                #[classify(permanent)]
                Invalid,
            }

            #[test]
            fn is_classified() {
                use facade::Classify as _;
                assert!(ApiError::Text(String::new()).classify().is_retryable());
                assert!(!ApiError::Invalid.classify().is_retryable());
            }

            #[tokio::test(start_paused = true)]
            async fn is_retried() {
                assert_eq!(sync(&zero(), String::new()), Ok(3));
                let result = asynchronous(&zero(), String::new(), vec![], (String::new(), 1)).await;
                assert_eq!(result, Ok(3));
                assert_eq!(falling_back(&zero(), String::new()).await, Ok(3));
                assert_eq!(at_run_time(&zero()).await, Ok(3));
                assert_eq!(iterator(&zero(), String::new()).next(), Some(Ok(3)));
                assert_eq!(Block(zero()).retried(), Ok(3));
                assert!(Block(zero()).once().is_err());
            }
        }
    };
}

every_function!(renamed, [::again::retry], [::again]);
every_function!(reexported, [::toolkit::retry], [::toolkit::retry_attr]);

mod local {
    pub(crate) use ::toolkit::retry_attr as retrying;
}

every_function!(within_the_crate, [::again::retry], [crate::local::retrying]);

toolkit::retried! {
    /// Without a word about the crate.
    fn by_a_macro(attempts: &AtomicU32, text: String) -> Result<u32, String> {
        drop(text);
        third(attempts)
    }
}

#[test]
fn a_macro_of_another_crate() {
    assert_eq!(by_a_macro(&zero(), String::new()), Ok(3));
}

mod fragment {
    use super::*;

    macro_rules! with_path {
        ($name:ident, $facade:path) => {
            #[again::retry(crate = $facade, max = 3, backoff = "none")]
            fn $name(attempts: &AtomicU32) -> Result<u32, String> {
                third(attempts)
            }
        };
    }

    with_path!(by_path, ::again);

    #[test]
    fn a_path_fragment() {
        assert_eq!(by_path(&zero()), Ok(3));
    }
}
