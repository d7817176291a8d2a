use std::time::Duration;

use retry_attr::{Classification, Classify, retry};

use crate::{Attempts, Failure, seconds};

/// The reverse of what the type says.
fn reversed(failure: &Failure) -> Classification {
    if failure.classify().is_retryable() {
        Classification::permanent()
    } else {
        Classification::Transient
    }
}

#[test]
fn it_takes_the_place_of_what_the_type_says() {
    #[retry(max = 4, backoff = "none", classify = reversed)]
    fn ask(attempts: &Attempts, failure: Failure) -> Result<(), Failure> {
        attempts.start();
        Err(failure)
    }
    for (failure, expected) in [(Failure::Permanent, 4), (Failure::Transient, 1)] {
        let attempts = Attempts::new();
        assert_eq!(ask(&attempts, failure), Err(failure));
        assert_eq!(attempts.count(), expected);
    }
}

#[tokio::test(start_paused = true)]
async fn the_wait_that_it_names_is_honoured() {
    struct Opaque(u64);
    #[retry(max = 2, classify = |error| Classification::throttled(Some(Duration::from_secs(error.0))))]
    async fn ask(attempts: &Attempts, wait: u64) -> Result<(), Opaque> {
        attempts.start();
        Err(Opaque(wait))
    }
    let attempts = Attempts::new();
    assert!(ask(&attempts, 7).await.is_err());
    assert_eq!(attempts.delays(), seconds([7]));
    // Longer than `retry_after` accepts.
    let attempts = Attempts::new();
    assert!(ask(&attempts, 61).await.is_err());
    assert_eq!(attempts.count(), 1);
}

#[test]
fn a_closure_sees_the_arguments() {
    #[retry(max = 4, backoff = "none", classify = |error| {
        if error.contains(word) {
            Classification::Transient
        } else {
            Classification::permanent()
        }
    })]
    fn ask(attempts: &Attempts, word: &str) -> Result<(), String> {
        attempts.start();
        Err("server is busy".to_owned())
    }
    for (word, expected) in [("busy", 4), ("broken", 1)] {
        let attempts = Attempts::new();
        assert!(ask(&attempts, word).is_err());
        assert_eq!(attempts.count(), expected);
    }
}

#[test]
fn a_value_that_is_rejected_is_no_error_to_classify() {
    #[retry(max = 4, backoff = "none", classify = reversed, when_ok = |()| true)]
    fn ask(attempts: &Attempts) -> Result<(), Failure> {
        attempts.start();
        Ok(())
    }
    let attempts = Attempts::new();
    assert_eq!(ask(&attempts), Ok(()));
    assert_eq!(attempts.count(), 4);
}

#[tokio::test(start_paused = true)]
async fn an_attempt_that_is_cut_is_transient_whatever_it_says() {
    #[retry(max = 4, backoff = "none", timeout = "1s", classify = |_| Classification::permanent())]
    async fn ask(attempts: &Attempts) -> Result<(), Failure> {
        attempts.start();
        std::future::pending().await
    }
    let attempts = Attempts::new();
    assert!(matches!(ask(&attempts).await, Err(Failure::Cut(_))));
    assert_eq!(attempts.count(), 4);
}

#[cfg(feature = "api")]
#[test]
fn the_text_of_an_error_is_read_where_that_is_asked_for() {
    #[retry(backoff = "none", classify = retry_attr::classify::by_text)]
    fn ask(attempts: &Attempts, text: &str) -> Result<(), String> {
        attempts.start();
        Err(text.to_owned())
    }
    for (text, expected) in [("HTTP 401", 1), ("HTTP 503", 3)] {
        let attempts = Attempts::new();
        assert!(ask(&attempts, text).is_err());
        assert_eq!(attempts.count(), expected);
    }
}

#[tokio::test(start_paused = true)]
async fn an_immediate_failure_has_no_delay_and_leaves_the_backoff_alone() {
    #[retry(max = 5, classify = |number| match number {
        1 | 3 => Classification::immediate(),
        _ => Classification::Transient,
    })]
    async fn ask(attempts: &Attempts) -> Result<(), usize> {
        Err(attempts.start())
    }
    let attempts = Attempts::new();
    assert_eq!(ask(&attempts).await, Err(5));
    assert_eq!(attempts.delays(), seconds([0, 1, 0, 2]));
}

#[cfg(feature = "test-util")]
#[test]
fn an_immediate_failure_is_one_in_sync_functions_too() {
    struct Immediate(bool);
    impl Classify for Immediate {
        fn classify(&self) -> Classification {
            if self.0 {
                Classification::Immediate
            } else {
                Classification::Transient
            }
        }
    }
    #[retry(max = 5)]
    fn ask(attempts: &Attempts) -> Result<(), Immediate> {
        Err(Immediate(matches!(attempts.start(), 1 | 3)))
    }
    let skipped = retry_attr::testing::SkipDelays::new();
    let attempts = Attempts::new();
    assert!(ask(&attempts).is_err());
    assert_eq!(skipped.recorded(), seconds([0, 1, 0, 2]));
}
