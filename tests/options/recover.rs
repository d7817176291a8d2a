use std::cell::RefCell;
use std::time::Duration;

use retry_attr::{Event, retry};

use crate::{Attempts, Failure};

/// Fails so often, and then succeeds.
async fn fails(times: usize, attempts: &Attempts) -> Result<u32, Failure> {
    attempts.start();
    tokio::time::sleep(Duration::from_secs(1)).await;
    if attempts.count() > times {
        Ok(7)
    } else {
        Err(Failure::Transient)
    }
}

type Seen = RefCell<Vec<String>>;

fn note(event: &Event<'_>, seen: &Seen) {
    seen.borrow_mut()
        .push(format!("{event} ({:?})", event.elapsed()));
}

#[tokio::test(start_paused = true)]
async fn a_success_after_failures_is_told_once() {
    #[retry(on_recover = |event| note(event, seen))]
    async fn ask(times: usize, attempts: &Attempts, seen: &Seen) -> Result<u32, Failure> {
        fails(times, attempts).await
    }
    let seen = Seen::default();
    assert_eq!(ask(2, &Attempts::new(), &seen).await, Ok(7));
    // 1 s of delay, an attempt of 1 s, 2 s and 1 s, from the first failure on.
    assert_eq!(seen.take(), ["ask: attempt 3 of 3 succeeded (5s)"]);
    // Nothing of a success at once, and of a call that gives up.
    assert_eq!(ask(0, &Attempts::new(), &seen).await, Ok(7));
    assert!(ask(9, &Attempts::new(), &seen).await.is_err());
    assert!(seen.take().is_empty());
}

/// Each way to a success: with a limit, a predicate, another hook, without `async`, and as an `Option`.
#[tokio::test(start_paused = true)]
async fn every_kind_of_success_is_told() {
    #[retry(timeout = "5s", on_recover = |event| note(event, seen))]
    async fn limited(attempts: &Attempts, seen: &Seen) -> Result<u32, Failure> {
        fails(1, attempts).await
    }
    #[retry(when_ok = |n| *n < 2, on_recover = |event| note(event, seen))]
    async fn judged(attempts: &Attempts, seen: &Seen) -> Result<usize, Failure> {
        attempts.start();
        Ok(attempts.count())
    }
    #[retry(backoff = "none", on_retry = |event| note(event, seen), on_recover = |event| note(event, seen))]
    fn blocking(attempts: &RefCell<u32>, seen: &Seen) -> Option<u32> {
        *attempts.borrow_mut() += 1;
        (*attempts.borrow() > 1).then_some(7)
    }
    #[retry(backoff = "none", sleep = |_| (), on_recover = |event| note(event, seen))]
    fn slept(attempts: &RefCell<u32>, seen: &Seen) -> Result<u32, String> {
        *attempts.borrow_mut() += 1;
        if *attempts.borrow() > 1 {
            Ok(7)
        } else {
            Err("busy".to_owned())
        }
    }
    let seen = Seen::default();
    limited(&Attempts::new(), &seen).await.unwrap();
    judged(&Attempts::new(), &seen).await.unwrap();
    blocking(&RefCell::default(), &seen).unwrap();
    slept(&RefCell::default(), &seen).unwrap();
    let seen = seen.take();
    let told: Vec<&str> = seen
        .iter()
        .map(|it| it.split(" (").next().unwrap())
        .collect();
    assert_eq!(
        told,
        [
            "limited: attempt 2 of 3 succeeded",
            "judged: attempt 2 of 3 succeeded",
            "blocking: attempt 1 of 3 failed: no value; retrying immediately",
            "blocking: attempt 2 of 3 succeeded",
            "slept: attempt 2 of 3 succeeded",
        ]
    );
}

/// An argument that is cloned for each attempt is the caller's in a hook.
#[tokio::test(start_paused = true)]
async fn hooks_may_name_arguments() {
    #[retry(on_recover = |_| seen.borrow_mut().push(prompt.clone()))]
    async fn ask(mut prompt: String, attempts: &Attempts, seen: &Seen) -> Result<u32, Failure> {
        prompt.push('!');
        drop(prompt);
        fails(1, attempts).await
    }
    #[retry(backoff = "none", on_recover = |_| seen.borrow_mut().push(prompt.clone()))]
    fn blocking(mut prompt: String, attempts: &RefCell<u32>, seen: &Seen) -> Option<u32> {
        prompt.push('!');
        drop(prompt);
        *attempts.borrow_mut() += 1;
        (*attempts.borrow() > 1).then_some(7)
    }
    let seen = Seen::default();
    ask("async".to_owned(), &Attempts::new(), &seen)
        .await
        .unwrap();
    blocking("sync".to_owned(), &RefCell::default(), &seen).unwrap();
    assert_eq!(seen.take(), ["async", "sync"]);
}

#[test]
fn a_recovery_has_no_error_and_no_delay() {
    fn check(event: &Event<'_>) {
        assert!(event.is_recovery());
        assert_eq!(event.kind(), "recovered");
        assert_eq!((event.attempt(), event.max()), (2, 3));
        assert_eq!(
            (event.delay(), event.reason(), event.retry_after()),
            (None, None, None)
        );
        assert!(event.classification().is_none());
        assert!(event.error().is_none() && event.error_debug().is_none());
    }
    #[retry(backoff = "none", on_recover = check)]
    fn ask(attempts: &mut u32) -> Option<()> {
        *attempts += 1;
        (*attempts > 1).then_some(())
    }
    let mut attempts = 0;
    assert!(ask(&mut attempts).is_some());
}
