//! What a `Policy` tells about itself: its options, its text, its longest call, and its form in a file.

#[cfg(feature = "serde")]
mod serde;
mod text;
mod worst_case;

use std::time::Duration;

use retry_attr::{Backoff, Jitter, Policy, RetryAfter};

const SECOND: Duration = Duration::from_secs(1);

const EVERY_OPTION: Policy = Policy::new()
    .max(7)
    .backoff(Backoff::Exponential)
    .base(Duration::from_millis(250))
    .factor(1.5)
    .cap(Duration::from_secs(20))
    .jitter(Jitter::Proportion(0.25))
    .timeout(Duration::from_secs(5))
    .deadline(Duration::from_secs(90))
    .retry_after(RetryAfter::Ignore);

#[test]
fn what_was_set_is_told() {
    const MAX: u32 = EVERY_OPTION.get_max();
    let policy = EVERY_OPTION;
    assert_eq!(MAX, 7);
    assert_eq!(policy.get_backoff(), Backoff::Exponential);
    assert_eq!(policy.get_base(), SECOND / 4);
    assert!((policy.get_factor() - 1.5).abs() < f64::EPSILON);
    assert_eq!(policy.get_cap(), 20 * SECOND);
    assert_eq!(policy.get_jitter(), Jitter::Proportion(0.25));
    assert_eq!(policy.get_timeout(), Some(5 * SECOND));
    assert_eq!(policy.get_deadline(), Some(90 * SECOND));
    assert_eq!(policy.get_retry_after(), RetryAfter::Ignore);

    let policy = Policy::new();
    assert_eq!(policy.get_timeout(), None);
    assert_eq!(policy.get_deadline(), None);
    assert_eq!(policy.get_retry_after(), RetryAfter::AtMost(60 * SECOND));
}
