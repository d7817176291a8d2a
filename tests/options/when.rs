use std::time::Duration;

use retry_attr::retry;

use crate::{Attempts, Failure, seconds};

fn is_permanent(failure: &Failure) -> bool {
    matches!(failure, Failure::Permanent)
}

#[test]
fn it_takes_the_place_of_classification() {
    #[retry(max = 4, backoff = "none", when = is_permanent)]
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
async fn a_wait_known_to_the_error_is_still_honoured() {
    #[retry(max = 2, when = |_| true)]
    async fn ask(attempts: &Attempts) -> Result<(), Failure> {
        attempts.start();
        Err(Failure::Throttled(Some(Duration::from_secs(7))))
    }
    let attempts = Attempts::new();
    let _ = ask(&attempts).await;
    assert_eq!(attempts.delays(), seconds([7]));
}

#[test]
fn a_closure_sees_the_arguments_and_the_error() {
    #[retry(max = 4, backoff = "none", when = |error: &String| error.contains(word))]
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
fn it_works_on_an_error_that_offers_nothing() {
    struct Opaque(u16);
    #[retry(max = 4, backoff = "none", when = |error| error.0 >= 500)]
    fn ask(attempts: &Attempts, status: u16) -> Result<(), Opaque> {
        attempts.start();
        Err(Opaque(status))
    }
    for (status, expected) in [(503, 4), (400, 1)] {
        let attempts = Attempts::new();
        assert_eq!(ask(&attempts, status).err().map(|it| it.0), Some(status));
        assert_eq!(attempts.count(), expected);
    }
}

#[tokio::test(start_paused = true)]
async fn when_ok_polls_until_done() {
    #[retry(max = 9, backoff = "fixed", base = "5s", when_ok = |status| *status != "done")]
    async fn poll(attempts: &Attempts) -> Result<&'static str, Failure> {
        Ok(if attempts.start() < 4 {
            "running"
        } else {
            "done"
        })
    }
    let attempts = Attempts::new();
    assert_eq!(poll(&attempts).await, Ok("done"));
    assert_eq!(attempts.delays(), seconds([5, 5, 5]));
}

#[test]
fn the_last_rejected_value_is_returned() {
    #[allow(clippy::ptr_arg)] // what an `Ok` is, exactly
    fn is_empty(answer: &String) -> bool {
        answer.is_empty()
    }
    #[retry(max = 3, backoff = "none", when_ok = is_empty)]
    fn ask(attempts: &Attempts) -> Result<String, Failure> {
        attempts.start();
        Ok(String::new())
    }
    let attempts = Attempts::new();
    assert_eq!(ask(&attempts), Ok(String::new()));
    assert_eq!(attempts.count(), 3);
}

#[test]
fn when_ok_leaves_errors_to_classification() {
    #[retry(max = 5, backoff = "none", when = |_| false, when_ok = |n| *n < 2)]
    fn ask(attempts: &Attempts) -> Result<usize, Failure> {
        match attempts.start() {
            3 => Err(Failure::Transient),
            n => Ok(n - n),
        }
    }
    let attempts = Attempts::new();
    assert_eq!(ask(&attempts), Err(Failure::Transient));
    assert_eq!(attempts.count(), 3);
}
