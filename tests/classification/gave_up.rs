//! A retried call inside another does not multiply its requests, if its error remembers that it gave up.

#![allow(clippy::items_after_statements)] // functions beside what is asserted of them

use std::cell::{Cell, RefCell};
use std::time::Duration;

use http::{HeaderMap, StatusCode};
use retry_attr::api::Reply;
use retry_attr::{
    ApiError, Backoff, Classification, Classify, GaveUp, Policy, Reason, RetryAfter, retry,
};

const POLICY: Policy = Policy::new().backoff(Backoff::None);

fn overloaded() -> ApiError {
    let status = StatusCode::SERVICE_UNAVAILABLE;
    Reply::new(status, &HeaderMap::new(), b"").into_error()
}

#[retry(backoff = "none")]
fn inner(requests: &Cell<u32>) -> Result<(), ApiError> {
    requests.set(requests.get() + 1);
    Err(overloaded())
}

/// How many requests `outer` makes.
fn requests<T, E>(outer: impl FnOnce(&Cell<u32>) -> Result<T, E>) -> u32 {
    let requests = Cell::new(0);
    assert!(outer(&requests).is_err());
    requests.get()
}

#[test]
fn three_inside_three_are_three() {
    #[retry(backoff = "none")]
    fn outer(requests: &Cell<u32>) -> Result<(), ApiError> {
        inner(requests)
    }
    assert_eq!(requests(outer), 3);
    assert_eq!(requests(|it| POLICY.run_blocking(|| inner(it))), 3);
    // An error that is not ours remembers nothing.
    #[retry(backoff = "none")]
    fn foreign_inner(requests: &Cell<u32>) -> Result<(), std::io::Error> {
        requests.set(requests.get() + 1);
        Err(std::io::ErrorKind::ConnectionReset.into())
    }
    #[retry(backoff = "none")]
    fn foreign_outer(requests: &Cell<u32>) -> Result<(), std::io::Error> {
        foreign_inner(requests)
    }
    assert_eq!(requests(foreign_outer), 9);
}

#[tokio::test(start_paused = true)]
async fn async_calls_are_told_too() {
    #[retry]
    async fn inner(requests: &Cell<u32>) -> Result<(), ApiError> {
        requests.set(requests.get() + 1);
        Err(overloaded())
    }
    #[retry]
    async fn outer(requests: &Cell<u32>) -> Result<(), ApiError> {
        inner(requests).await
    }
    let requests = Cell::new(0);
    let error = outer(&requests).await.unwrap_err();
    assert_eq!(requests.get(), 3);
    assert_eq!(error.attempts(), 3);
    assert_eq!(error.gave_up(), Some(GaveUp::new(3, Reason::Exhausted)));

    requests.set(0);
    assert!(POLICY.run(|| inner(&requests)).await.is_err());
    assert_eq!(requests.get(), 3);
}

#[tokio::test(start_paused = true)]
async fn a_cut_attempt_is_told_too() {
    #[retry(max = 2, timeout = "1s")]
    async fn inner(requests: &Cell<u32>) -> Result<(), ApiError> {
        requests.set(requests.get() + 1);
        std::future::pending().await
    }
    #[retry]
    async fn outer(requests: &Cell<u32>) -> Result<(), ApiError> {
        inner(requests).await
    }
    let requests = Cell::new(0);
    assert_eq!(outer(&requests).await.unwrap_err().attempts(), 2);
    assert_eq!(requests.get(), 2);
}

#[derive(Debug, thiserror::Error)]
#[error("asking")]
struct Sourced(#[source] ApiError);

#[derive(Debug, thiserror::Error)]
#[error(transparent)]
struct Transparent(#[from] ApiError);

#[derive(Debug, thiserror::Error, Classify)]
enum Derived {
    #[error(transparent)]
    #[classify(forward)]
    Api(#[from] ApiError),
    #[error("other")]
    #[classify(transient)]
    Other,
}

/// The error of a client is behind it, which remembers nothing.
fn of_io(_: ApiError) -> Transparent {
    Transparent(std::io::Error::from(std::io::ErrorKind::BrokenPipe).into())
}

#[test]
fn the_mark_goes_through_what_wraps_the_error() {
    macro_rules! outer {
        ($error:ty, $wrap:expr) => {{
            #[retry(backoff = "none")]
            fn wrapped(requests: &Cell<u32>) -> Result<(), $error> {
                requests.set(requests.get() + 1);
                Err($wrap(overloaded()))
            }
            #[retry(backoff = "none")]
            fn outer(requests: &Cell<u32>) -> Result<(), $error> {
                wrapped(requests)
            }
            requests(outer)
        }};
    }
    assert_eq!(outer!(Sourced, Sourced), 3);
    assert_eq!(outer!(Transparent, Transparent), 3);
    assert_eq!(outer!(Derived, Derived::Api), 3);
    assert_eq!(outer!(Derived, |_| Derived::Other), 9);
    assert_eq!(outer!(Box<dyn std::error::Error>, Box::from), 3);
    assert_eq!(outer!(Box<ApiError>, Box::new), 3);
    assert_eq!(outer!(std::sync::Arc<ApiError>, std::sync::Arc::new), 3);
    assert_eq!(outer!(std::io::Error, std::io::Error::other), 3);
    assert_eq!(outer!(eyre::Report, eyre::Report::new), 3);
    #[cfg(feature = "anyhow")]
    assert_eq!(outer!(anyhow::Error, anyhow::Error::new), 3);
    assert_eq!(outer!(Transparent, of_io), 3);
}

#[test]
fn when_and_classify_overrule_it() {
    #[retry(backoff = "none", when = |_| true)]
    fn when(requests: &Cell<u32>) -> Result<(), ApiError> {
        inner(requests)
    }
    #[retry(backoff = "none", classify = |_| Classification::Transient)]
    fn classify(requests: &Cell<u32>) -> Result<(), ApiError> {
        inner(requests)
    }
    assert_eq!(requests(when), 9);
    assert_eq!(requests(classify), 9);
    // Both tell it nevertheless.
    let error = when(&Cell::new(0)).unwrap_err();
    assert_eq!(error.gave_up().map(GaveUp::reason), Some(Reason::Exhausted));
    assert!(!error.is_retryable());
}

#[test]
fn a_wait_too_long_for_one_policy_may_suit_another() {
    fn limited() -> ApiError {
        let headers = [("retry-after", "3600")]
            .map(|(name, value)| (name.parse().unwrap(), http::HeaderValue::from_static(value)));
        Reply::new(
            StatusCode::TOO_MANY_REQUESTS,
            &headers.into_iter().collect(),
            b"",
        )
        .into_error()
    }
    #[retry]
    fn impatient(requests: &Cell<u32>) -> Result<(), ApiError> {
        requests.set(requests.get() + 1);
        Err(limited())
    }
    let error = impatient(&Cell::new(0)).unwrap_err();
    assert_eq!(
        error.gave_up(),
        Some(GaveUp::new(1, Reason::RetryAfterTooLong))
    );
    assert!(error.is_retryable());

    let skipped = retry_attr::testing::SkipDelays::new();
    let patient = POLICY.retry_after(RetryAfter::AtMost(Duration::from_secs(3600)));
    assert_eq!(requests(|it| patient.run_blocking(|| impatient(it))), 3);
    assert_eq!(skipped.recorded(), [Duration::from_secs(3600); 2]);
}

#[test]
fn an_error_of_ones_own_is_told() {
    #[derive(Default)]
    struct Own(RefCell<Vec<GaveUp>>);
    impl Classify for Own {
        fn classify(&self) -> Classification {
            Classification::Transient
        }

        fn gave_up(&self, gave_up: GaveUp) {
            self.0.borrow_mut().push(gave_up);
        }
    }
    #[retry(max = 2, backoff = "none")]
    fn ask() -> Result<(), Own> {
        Err(Own::default())
    }
    let told = ask().unwrap_err().0.into_inner();
    assert_eq!(told, [GaveUp::new(2, Reason::Exhausted)]);
}
