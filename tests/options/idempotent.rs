use std::io;

use retry_attr::{Backoff, Classification, Classify, Event, Policy, Reason, retry};

use crate::Attempts;

/// An error that means what it holds.
#[derive(Clone, Copy, Debug, PartialEq)]
struct Means(Classification);

impl Classify for Means {
    fn classify(&self) -> Classification {
        self.0
    }
}

/// How many attempts of 3 are made.
fn attempts(failure: Classification) -> usize {
    #[retry(backoff = "none", idempotent = false)]
    fn order(attempts: &Attempts, failure: Classification) -> Result<(), Means> {
        attempts.start();
        Err(Means(failure))
    }
    let attempts = Attempts::new();
    assert_eq!(order(&attempts, failure), Err(Means(failure)));
    attempts.count()
}

#[test]
fn only_what_was_surely_not_processed_is_retried() {
    let throttled = Classification::throttled(None);
    for (failure, expected) in [
        (Classification::Transient, 1),
        (Classification::Transient.unprocessed(), 3),
        (throttled, 3),
        (throttled.maybe_processed(), 1),
        // What failed has been changed on purpose.
        (Classification::Immediate, 3),
        (Classification::permanent(), 1),
    ] {
        assert_eq!(attempts(failure), expected, "{failure:?}");
    }
}

#[tokio::test(start_paused = true)]
async fn a_cut_attempt_may_have_been_processed() {
    #[retry(idempotent = false, timeout = "1s")]
    async fn order(attempts: &Attempts) -> io::Result<()> {
        attempts.start();
        std::future::pending().await
    }
    let attempts = Attempts::new();
    assert_eq!(
        order(&attempts).await.unwrap_err().kind(),
        io::ErrorKind::TimedOut
    );
    assert_eq!(attempts.count(), 1);
}

#[test]
fn errors_that_nobody_knows_may_have_been_processed() {
    #[retry(backoff = "none", idempotent = false)]
    fn order(attempts: &Attempts) -> Result<(), String> {
        attempts.start();
        Err("busy".to_owned())
    }
    let attempts = Attempts::new();
    assert!(order(&attempts).is_err());
    assert_eq!(attempts.count(), 1);
}

#[test]
fn a_connection_that_was_refused_is_made_again() {
    #[retry(backoff = "none", idempotent = false)]
    fn order(attempts: &Attempts, kind: io::ErrorKind) -> io::Result<()> {
        attempts.start();
        Err(kind.into())
    }
    for (kind, expected) in [
        (io::ErrorKind::ConnectionRefused, 3),
        (io::ErrorKind::ConnectionReset, 1),
        (io::ErrorKind::BrokenPipe, 1),
        (io::ErrorKind::TimedOut, 1),
    ] {
        let attempts = Attempts::new();
        assert!(order(&attempts, kind).is_err());
        assert_eq!(attempts.count(), expected, "{kind}");
    }
}

#[test]
fn the_reason_says_so() {
    #[retry(idempotent = false, on_give_up = |event: &Event<'_>| {
        assert_eq!(event.reason(), Some(Reason::MaybeProcessed));
        assert_eq!(
            event.to_string(),
            "order: attempt 1 of 3 failed: busy; giving up: request may have been processed",
        );
    })]
    fn order() -> Result<(), String> {
        Err("busy".to_owned())
    }
    assert!(order().is_err());
}

#[test]
fn a_policy_has_it_and_an_option_overrides_it() {
    const ONCE: Policy = Policy::new().idempotent(false).backoff(Backoff::None);
    const MAY_REPEAT: bool = true;
    #[retry(policy = ONCE)]
    fn once(attempts: &Attempts) -> Result<(), String> {
        attempts.start();
        Err("busy".to_owned())
    }
    #[retry(policy = ONCE, idempotent = MAY_REPEAT)]
    fn again(attempts: &Attempts) -> Result<(), String> {
        attempts.start();
        Err("busy".to_owned())
    }
    let attempts = Attempts::new();
    assert!(once(&attempts).is_err());
    assert_eq!(attempts.count(), 1);
    let attempts = Attempts::new();
    assert!(again(&attempts).is_err());
    assert_eq!(attempts.count(), 3);
}
