use std::collections::HashSet;
use std::time::Duration;

use retry_attr::{Jitter, Policy, retry};

use crate::{Attempts, Failure};

const POLICY: Policy = Policy::new()
    .max(9)
    .base(Duration::from_millis(100))
    .cap(Duration::from_secs(2));

/// The delays of many calls, by retry.
fn drawn(policy: Policy) -> Vec<Vec<Duration>> {
    let mut by_retry = vec![Vec::new(); 8];
    for _ in 0..2_000 {
        for (retry, delay) in policy.delays().enumerate() {
            by_retry[retry].push(delay);
        }
    }
    by_retry
}

/// Without jitter: 100 ms, 200 ms, ... 1.6 s, then the cap.
fn unjittered(retry: usize) -> Duration {
    Duration::from_millis((100 << retry).min(2_000))
}

#[track_caller]
fn assert_even(delays: &[Duration], low: Duration, high: Duration) {
    assert!(delays.iter().all(|delay| (low..=high).contains(delay)));
    let mean = delays.iter().sum::<Duration>() / u32::try_from(delays.len()).unwrap();
    let middle = (low + high) / 2;
    let tolerance = high.abs_diff(low) / 20;
    assert!(
        mean.abs_diff(middle) < tolerance,
        "mean {mean:?} in {low:?}..={high:?}"
    );
    // Spread out at the cap too.
    let distinct: HashSet<_> = delays.iter().collect();
    assert!(distinct.len() > delays.len() * 9 / 10);
}

#[test]
fn full_equal_and_proportion_keep_their_bounds_at_every_retry() {
    for retry in 0..8 {
        let v = unjittered(retry);
        assert_even(
            &drawn(POLICY.jitter(Jitter::Full))[retry],
            Duration::ZERO,
            v,
        );
        assert_even(&drawn(POLICY.jitter(Jitter::Equal))[retry], v / 2, v);
        assert_even(
            &drawn(POLICY.jitter(Jitter::Proportion(0.25)))[retry],
            v * 3 / 4,
            v,
        );
    }
}

#[test]
fn decorrelated_grows_by_three_times_the_previous_delay() {
    let base = Duration::from_millis(100);
    for _ in 0..500 {
        let delays: Vec<_> = POLICY.jitter(Jitter::Decorrelated).delays().collect();
        let mut previous = base;
        for delay in delays {
            assert!(delay >= base && delay <= (previous * 3).min(Duration::from_secs(2)));
            previous = delay;
        }
    }
    assert_even(
        &drawn(POLICY.jitter(Jitter::Decorrelated))[0],
        base,
        base * 3,
    );
}

#[test]
fn each_call_draws_afresh() {
    let policy = POLICY.jitter(Jitter::Full);
    let first: HashSet<_> = (0..1_000).map(|_| policy.delays().next()).collect();
    assert!(first.len() > 990, "{} of 1000 delays differ", first.len());
}

#[test]
fn threads_draw_independently() {
    let policy = POLICY.jitter(Jitter::Full);
    let first: HashSet<_> = (0..50)
        .map(|_| std::thread::spawn(move || policy.delays().collect::<Vec<_>>()))
        .map(|thread| thread.join().unwrap())
        .collect();
    assert_eq!(first.len(), 50);
}

#[test]
fn full_jitter_yields_whole_and_parts_of_a_nanosecond_range() {
    let policy = Policy::new()
        .base(Duration::from_nanos(3))
        .jitter(Jitter::Full);
    let seen: HashSet<_> = (0..1_000)
        .map(|_| policy.delays().next().unwrap().as_nanos())
        .collect();
    assert_eq!(seen, HashSet::from([0, 1, 2, 3]));
}

#[tokio::test(start_paused = true)]
async fn the_attribute_sleeps_what_was_drawn() {
    async fn delays_of(jitter: &str) -> Vec<Duration> {
        #[retry(jitter)]
        async fn flag(attempts: &Attempts) -> Result<(), Failure> {
            attempts.start();
            Err(Failure::Transient)
        }
        #[retry(jitter = "equal")]
        async fn equal(attempts: &Attempts) -> Result<(), Failure> {
            attempts.start();
            Err(Failure::Transient)
        }
        #[retry(jitter = 0.1)]
        async fn tenth(attempts: &Attempts) -> Result<(), Failure> {
            attempts.start();
            Err(Failure::Transient)
        }
        #[retry(jitter = "decorrelated")]
        async fn decorrelated(attempts: &Attempts) -> Result<(), Failure> {
            attempts.start();
            Err(Failure::Transient)
        }
        #[retry(jitter = "none")]
        async fn none(attempts: &Attempts) -> Result<(), Failure> {
            attempts.start();
            Err(Failure::Transient)
        }
        let attempts = Attempts::new();
        let _ = match jitter {
            "flag" => flag(&attempts).await,
            "equal" => equal(&attempts).await,
            "tenth" => tenth(&attempts).await,
            "decorrelated" => decorrelated(&attempts).await,
            _ => none(&attempts).await,
        };
        attempts.delays()
    }
    // Tokio's timer rounds up to whole milliseconds.
    let ms = Duration::from_millis;
    for _ in 0..50 {
        for (jitter, low, high) in [
            ("flag", [0, 0], [1_000, 2_000]),
            ("equal", [500, 1_000], [1_000, 2_000]),
            ("tenth", [900, 1_800], [1_000, 2_000]),
            ("decorrelated", [1_000, 1_000], [3_000, 9_000]),
            ("none", [1_000, 2_000], [1_000, 2_000]),
        ] {
            for (index, delay) in delays_of(jitter).await.into_iter().enumerate() {
                let bounds = ms(low[index])..=ms(high[index] + 1);
                assert!(
                    bounds.contains(&delay),
                    "{jitter}: {delay:?} not in {bounds:?}"
                );
            }
        }
    }
}

#[test]
fn without_backoff_there_is_nothing_to_spread() {
    for jitter in [
        Jitter::Full,
        Jitter::Equal,
        Jitter::Decorrelated,
        Jitter::Proportion(0.5),
    ] {
        let policy = POLICY.backoff(retry_attr::Backoff::None).jitter(jitter);
        assert!(policy.delays().all(|delay| delay.is_zero()), "{jitter:?}");
    }
}
