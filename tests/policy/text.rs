use std::time::Duration;

use retry_attr::{Backoff, Jitter, Policy, RetryAfter, retry};

use crate::EVERY_OPTION;

/// Options without an effect are left out, as the attribute refuses them.
#[test]
fn a_policy_reads_as_it_is_written_in_the_attribute() {
    let new = Policy::new();
    for (policy, text) in [
        (
            new,
            r#"max = 3, backoff = "exp", base = "1s", factor = 2, cap = "60s", retry_after = "60s""#,
        ),
        (
            EVERY_OPTION,
            r#"max = 7, backoff = "exp", base = "250ms", factor = 1.5, cap = "20s", jitter = 0.25, timeout = "5s", deadline = "90s", retry_after = "ignore""#,
        ),
        (
            new.backoff(Backoff::Linear).jitter(Jitter::Equal),
            r#"max = 3, backoff = "linear", base = "1s", cap = "60s", jitter = "equal", retry_after = "60s""#,
        ),
        (
            new.jitter(Jitter::Decorrelated),
            r#"max = 3, base = "1s", cap = "60s", jitter = "decorrelated", retry_after = "60s""#,
        ),
        (
            new.backoff(Backoff::None).jitter(Jitter::Full),
            r#"max = 3, backoff = "none", retry_after = "60s""#,
        ),
        (
            new.base(Duration::from_nanos(1_001))
                .retry_after(RetryAfter::AtMost(Duration::ZERO)),
            r#"max = 3, backoff = "exp", base = "1.001µs", factor = 2, cap = "60s", retry_after = "0ns""#,
        ),
    ] {
        assert_eq!(policy.to_string(), text);
        assert_eq!(format!("{policy:?}"), format!("Policy({text})"));
    }
}

#[test]
fn the_text_can_be_pasted_into_the_attribute() {
    // `Policy::new().backoff(Backoff::Fibonacci).base(1500 µs)`, as shown.
    #[retry(
        max = 3,
        backoff = "fibonacci",
        base = "1.5ms",
        cap = "60s",
        retry_after = "60s"
    )]
    fn ask() -> Result<(), ()> {
        Ok(())
    }
    let policy = Policy::new()
        .backoff(Backoff::Fibonacci)
        .base(Duration::from_micros(1_500));
    assert_eq!(
        policy.to_string(),
        r#"max = 3, backoff = "fibonacci", base = "1.5ms", cap = "60s", retry_after = "60s""#
    );
    assert_eq!(ask(), Ok(()));
}
