use std::cell::RefCell;
use std::time::Duration;

use retry_attr::{Classification, Event, Policy, Reason, retry};

use crate::{Attempts, Failure, seconds};

const LIMITED: Failure = Failure::Throttled(None);

/// Answers with the failures in turn.
fn next(attempts: &Attempts, failures: &[Failure]) -> Result<(), Failure> {
    let number = attempts.start();
    failures
        .get(number - 1)
        .map_or(Ok(()), |failure| Err(*failure))
}

#[tokio::test(start_paused = true)]
async fn a_rate_limit_outlasts_faults() {
    #[retry(max = 2, throttled = 4)]
    async fn ask(attempts: &Attempts, failures: &[Failure]) -> Result<(), Failure> {
        next(attempts, failures)
    }
    let fault = Failure::Transient;
    // Each kind has its own place in the backoff.
    let attempts = Attempts::new();
    let failures = [LIMITED, LIMITED, fault, LIMITED];
    assert_eq!(ask(&attempts, &failures).await, Ok(()));
    assert_eq!(attempts.delays(), seconds([1, 2, 1, 4]));

    let attempts = Attempts::new();
    assert_eq!(ask(&attempts, &[LIMITED; 9]).await, Err(LIMITED));
    assert_eq!(attempts.delays(), seconds([1, 2, 4]));

    let attempts = Attempts::new();
    let failures = [LIMITED, fault, LIMITED, fault];
    assert_eq!(ask(&attempts, &failures).await, Err(fault));
    assert_eq!(attempts.delays(), seconds([1, 1, 2]));
}

#[tokio::test(start_paused = true)]
async fn a_named_wait_is_judged_by_its_own_place() {
    #[retry(max = 9, throttled = 9)]
    async fn ask(attempts: &Attempts, failures: &[Failure]) -> Result<(), Failure> {
        next(attempts, failures)
    }
    let named = Failure::Throttled(Some(Duration::from_millis(10)));
    let fault = Failure::Transient;
    let attempts = Attempts::new();
    let failures = [fault, fault, fault, named, named, named];
    assert_eq!(ask(&attempts, &failures).await, Ok(()));
    let delays = [1_000, 2_000, 4_000, 10, 1_000, 2_000].map(Duration::from_millis);
    assert_eq!(attempts.delays(), delays);
}

#[test]
fn sync_functions_count_apart_too() {
    #[retry(max = 2, throttled = 5, backoff = "none")]
    fn ask(attempts: &Attempts, failures: &[Failure]) -> Result<(), Failure> {
        next(attempts, failures)
    }
    let attempts = Attempts::new();
    let failures = [LIMITED, Failure::Transient, LIMITED, LIMITED];
    assert_eq!(ask(&attempts, &failures), Ok(()));
    let attempts = Attempts::new();
    assert_eq!(ask(&attempts, &[LIMITED; 9]), Err(LIMITED));
    assert_eq!(attempts.count(), 5);
}

#[test]
fn without_it_max_counts_them() {
    #[retry(max = 3, backoff = "none")]
    fn ask(attempts: &Attempts) -> Result<(), Failure> {
        next(attempts, &[LIMITED; 9])
    }
    let attempts = Attempts::new();
    assert_eq!(ask(&attempts), Err(LIMITED));
    assert_eq!(attempts.count(), 3);
}

#[test]
fn a_constant_and_a_policy_have_it() {
    const LIMITED_ATTEMPTS: u32 = 4;
    const POLICY: Policy = Policy::new()
        .max(1)
        .throttled(3)
        .backoff(retry_attr::Backoff::None);
    #[retry(max = 1, throttled = LIMITED_ATTEMPTS, backoff = "none")]
    fn by_constant(attempts: &Attempts) -> Result<(), Failure> {
        next(attempts, &[LIMITED; 9])
    }
    #[retry(policy = POLICY, jitter = "none")]
    fn by_policy(attempts: &Attempts) -> Result<(), Failure> {
        next(attempts, &[LIMITED; 9])
    }
    let attempts = Attempts::new();
    assert!(by_constant(&attempts).is_err());
    assert_eq!(attempts.count(), 4);
    let attempts = Attempts::new();
    assert!(by_policy(&attempts).is_err());
    assert_eq!(attempts.count(), 3);

    let mut attempts = 0;
    let failure = Classification::throttled(None);
    let result: Result<(), ()> = POLICY.run_blocking_with(
        |()| failure,
        || {
            attempts += 1;
            Err(())
        },
    );
    assert_eq!((result, attempts), (Err(()), 3));
}

#[test]
fn events_tell_which_limit_a_failure_counts_towards() {
    type Told = RefCell<Vec<(String, [u32; 3])>>;

    #[retry(
        max = 2,
        throttled = 4,
        backoff = "none",
        attempt = attempt,
        on_retry = |event: &Event<'_>| note(told, event),
        on_give_up = |event: &Event<'_>| note(told, event),
        on_recover = |event: &Event<'_>| note(told, event)
    )]
    fn ask(
        attempts: &Attempts,
        failures: &[Failure],
        told: &Told,
        note: fn(&Told, &Event<'_>),
    ) -> Result<(), Failure> {
        assert_eq!(attempt.max(), 5);
        assert!(!attempt.is_last());
        next(attempts, failures)
    }

    let note = |told: &Told, event: &Event<'_>| {
        let numbers = [event.attempt(), event.failures(), event.max()];
        told.borrow_mut().push((event.to_string(), numbers));
    };
    let fault = Failure::Transient;
    let told = Told::default();
    let failures = [LIMITED, fault, LIMITED, fault];
    assert_eq!(ask(&Attempts::new(), &failures, &told, note), Err(fault));
    assert_eq!(ask(&Attempts::new(), &failures[..3], &told, note), Ok(()));
    let told = told.into_inner();
    let limited = |n: u32| format!("(throttled {n} of 4): Throttled(None); retrying immediately");
    let retried = [
        (format!("ask: attempt 1 failed {}", limited(1)), [1, 1, 4]),
        (
            "ask: attempt 2 failed (failure 1 of 2): Transient; retrying immediately".to_owned(),
            [2, 1, 2],
        ),
        (format!("ask: attempt 3 failed {}", limited(2)), [3, 2, 4]),
    ];
    let gave_up =
        "ask: attempt 4 failed (failure 2 of 2): Transient; giving up: attempts exhausted";
    let [first, second] = [&told[..4], &told[4..]];
    assert_eq!(first[..3], retried);
    assert_eq!(first[3], (gave_up.to_owned(), [4, 2, 2]));
    assert_eq!(second[..3], retried);
    assert_eq!(
        second[3..],
        [("ask: attempt 4 succeeded".to_owned(), [4, 1, 2])]
    );
}

#[test]
fn events_count_all_failures_where_there_is_one_limit() {
    #[retry(max = 2, backoff = "none", on_give_up = |event: &Event<'_>| {
        assert_eq!((event.attempt(), event.failures(), event.max()), (2, 2, 2));
        assert_eq!(event.reason(), Some(Reason::Exhausted));
    })]
    fn ask(attempts: &Attempts) -> Result<(), Failure> {
        next(attempts, &[LIMITED; 9])
    }
    assert!(ask(&Attempts::new()).is_err());
}
