use std::time::Duration;

use retry_attr::{Backoff, Jitter, Policy, RetryAfter, policies};

use crate::SECOND;

const NO_WAITS: Policy = Policy::new().retry_after(RetryAfter::Ignore);

fn seconds(policy: Policy, attempt: Option<u64>) -> Option<f64> {
    let bound = policy.worst_case(attempt.map(Duration::from_secs));
    bound.map(|bound| bound.as_secs_f64())
}

// The compiler knows, for any number of attempts.
const _: () = assert!(NO_WAITS.worst_case(Some(SECOND)).unwrap().as_secs() == 3 + 1 + 2);
const _: () = assert!(policies::MISTRAL.worst_case(None).is_none());
const _: () = assert!(
    NO_WAITS
        .max(100_000_000)
        .jitter(Jitter::Full)
        .worst_case(Some(SECOND))
        .is_some()
);

#[test]
fn attempts_and_delays_add_up() {
    for (policy, attempt, bound) in [
        (NO_WAITS, Some(10), Some(33.0)),
        (NO_WAITS.max(1), Some(10), Some(10.0)),
        (NO_WAITS.max(0), Some(10), Some(10.0)),
        (NO_WAITS.backoff(Backoff::None), Some(10), Some(30.0)),
        (
            NO_WAITS.max(5).cap(3 * SECOND),
            Some(0),
            Some(1.0 + 2.0 + 3.0 + 3.0),
        ),
        // Of a delay with jitter, all of it; and decorrelated jitter triples.
        (NO_WAITS.jitter(Jitter::Full), Some(0), Some(3.0)),
        (
            NO_WAITS.jitter(Jitter::Decorrelated),
            Some(0),
            Some(3.0 + 9.0),
        ),
        (NO_WAITS, None, None),
        // Past the thousandth delay none is longer than the cap.
        (
            NO_WAITS
                .max(2_001)
                .base(Duration::from_nanos(1))
                .backoff(Backoff::Fixed)
                .cap(SECOND),
            Some(0),
            Some(1_000.000_001),
        ),
    ] {
        assert_eq!(seconds(policy, attempt), bound, "{policy} {attempt:?}");
    }
}

#[test]
fn a_server_may_ask_for_as_long_as_is_accepted() {
    let accepts = |longest| Policy::new().retry_after(RetryAfter::AtMost(longest));
    assert_eq!(
        seconds(accepts(30 * SECOND), Some(1)),
        Some(3.0 + 30.0 + 30.0)
    );
    // The policy's own delay may be longer.
    assert_eq!(seconds(accepts(SECOND * 3 / 2), Some(0)), Some(1.5 + 2.0));
    // The spread comes on top.
    let jitter = accepts(30 * SECOND).jitter(Jitter::Equal);
    assert_eq!(seconds(jitter, Some(0)), Some(30.5 + 31.0));
}

#[test]
fn limits_cut() {
    let timeout = NO_WAITS.timeout(5 * SECOND);
    assert_eq!(seconds(timeout, None), Some(15.0 + 3.0));
    assert_eq!(seconds(timeout, Some(2)), Some(6.0 + 3.0));
    assert_eq!(seconds(timeout, Some(60)), Some(15.0 + 3.0));
    assert_eq!(seconds(timeout.deadline(10 * SECOND), None), Some(10.0));
    assert_eq!(seconds(timeout.deadline(10 * SECOND), Some(60)), Some(10.0));
    assert_eq!(seconds(timeout.deadline(60 * SECOND), None), Some(18.0));
    // An attempt that nothing cuts may start just before the deadline.
    let deadline = NO_WAITS.deadline(10 * SECOND);
    assert_eq!(seconds(deadline, None), Some(10.0));
    assert_eq!(seconds(deadline, Some(2)), Some(9.0));
    assert_eq!(seconds(deadline, Some(6)), Some(16.0));
}
