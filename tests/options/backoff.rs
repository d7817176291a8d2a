use std::time::Duration;

use retry_attr::{Backoff, Policy, retry};

use crate::{Attempts, Failure, seconds};

macro_rules! delays {
    ($($option:tt)*) => {{
        #[retry(max = 7, $($option)*)]
        async fn fail(attempts: &Attempts) -> Result<(), Failure> {
            attempts.start();
            Err(Failure::Transient)
        }
        let attempts = Attempts::new();
        let _ = fail(&attempts).await;
        attempts.delays()
    }};
}

#[tokio::test(start_paused = true)]
async fn shapes() {
    assert_eq!(delays!(backoff = "exp"), seconds([1, 2, 4, 8, 16, 32]));
    assert_eq!(
        delays!(backoff = "exp", factor = 3, cap = "30s"),
        seconds([1, 3, 9, 27, 30, 30])
    );
    assert_eq!(
        delays!(backoff = "linear", base = "2s"),
        seconds([2, 4, 6, 8, 10, 12])
    );
    assert_eq!(delays!(backoff = "fixed", base = "5s"), seconds([5; 6]));
    assert_eq!(delays!(backoff = "fibonacci"), seconds([1, 1, 2, 3, 5, 8]));
    assert_eq!(delays!(backoff = "none"), seconds([0; 6]));
}

#[tokio::test(start_paused = true)]
async fn a_fraction_is_a_factor() {
    let expected = [200, 300, 450, 675].map(Duration::from_millis);
    assert_eq!(delays!(base = "200ms", factor = 1.5)[..4], expected);
}

#[tokio::test(start_paused = true)]
async fn no_delay_is_above_the_cap() {
    assert_eq!(delays!(cap = "3s"), seconds([1, 2, 3, 3, 3, 3]));
    assert_eq!(
        delays!(backoff = "linear", cap = "3500ms")[3],
        Duration::from_millis(3500)
    );
}

/// Exponents at which other libraries panic or stop: 13, 34, 70.
#[test]
fn many_retries_overflow_nothing() {
    for backoff in [
        Backoff::Exponential,
        Backoff::Linear,
        Backoff::Fibonacci,
        Backoff::Fixed,
    ] {
        let policy = Policy::new().max(2_000).backoff(backoff).factor(1e300);
        let delays: Vec<_> = policy.delays().collect();
        assert_eq!(delays.len(), 1_999);
        assert!(delays.iter().all(|delay| *delay <= Duration::from_secs(60)));
        assert!(delays.is_sorted());
    }
}

#[test]
fn extreme_durations_neither_panic_nor_wrap() {
    for backoff in [
        Backoff::Exponential,
        Backoff::Linear,
        Backoff::Fibonacci,
        Backoff::Fixed,
        Backoff::None,
    ] {
        for base in [Duration::ZERO, Duration::from_nanos(1), Duration::MAX] {
            for cap in [Duration::ZERO, Duration::from_nanos(1), Duration::MAX] {
                let policy = Policy::new().max(100).backoff(backoff).base(base).cap(cap);
                assert!(policy.delays().all(|delay| delay <= cap));
            }
        }
    }
}
