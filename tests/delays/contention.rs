//! What the guide says of jitter under contention, in the model that the example draws. Every run is seeded.

#[path = "../../examples/contention/model.rs"]
mod model;

use std::time::Duration;

use model::{Cost, compete};
use retry_attr::{Backoff, Jitter, Policy};

const EXPONENTIAL: Policy = Policy::new()
    .max(u32::MAX)
    .base(Duration::from_millis(5))
    .cap(Duration::from_secs(2));
const NO_BACKOFF: Policy = EXPONENTIAL.backoff(Backoff::None);
const FULL: Policy = EXPONENTIAL.jitter(Jitter::Full);
const EQUAL: Policy = EXPONENTIAL.jitter(Jitter::Equal);
const DECORRELATED: Policy = EXPONENTIAL.jitter(Jitter::Decorrelated);

fn cost(policy: &Policy) -> Cost {
    cost_for(policy, 100)
}

/// The cost of five runs.
fn cost_for(policy: &Policy, clients: usize) -> Cost {
    let runs = (0..5).map(|seed| compete(policy, clients, seed));
    runs.fold(Cost::default(), |sum, run| Cost {
        attempts: sum.attempts + run.attempts,
        time: sum.time + run.time,
    })
}

#[test]
fn jitter_halves_the_attempts() {
    for jittered in [FULL, EQUAL, DECORRELATED].map(|policy| cost(&policy).attempts) {
        assert!(cost(&NO_BACKOFF).attempts > 2 * jittered);
        assert!(cost(&EXPONENTIAL).attempts * 2 > 3 * jittered);
    }
}

#[test]
fn without_jitter_backoff_takes_many_times_as_long() {
    for jittered in [FULL, EQUAL, DECORRELATED].map(|policy| cost(&policy).time) {
        assert!(cost(&EXPONENTIAL).time > 8 * jittered);
        assert!(cost(&NO_BACKOFF).time < jittered);
    }
}

#[test]
fn equal_jitter_takes_longer_than_the_others() {
    assert!(cost(&EQUAL).time > cost(&FULL).time);
    assert!(cost(&EQUAL).time > cost(&DECORRELATED).time);
}

#[test]
fn decorrelated_jitter_takes_more_attempts_among_many_and_less_time_among_few() {
    assert!(cost_for(&DECORRELATED, 190).attempts > cost_for(&FULL, 190).attempts);
    assert!(cost_for(&DECORRELATED, 50).time < cost_for(&FULL, 50).time);
}

#[test]
fn a_lone_client_succeeds_at_once_after_four_messages() {
    for seed in 0..100 {
        let Cost { attempts, time } = compete(&EXPONENTIAL, 1, seed);
        assert_eq!(attempts, 1);
        // 40 ms, give or take seven times the deviation of 4 ms.
        assert!((12..68).contains(&time.as_millis()), "{time:?}");
    }
}

#[test]
fn a_seed_makes_the_run_repeat() {
    assert_eq!(compete(&FULL, 20, 1), compete(&FULL, 20, 1));
    assert_ne!(compete(&FULL, 20, 1), compete(&FULL, 20, 2));
}
