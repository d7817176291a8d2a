//! The race of many clients, with delays and messages that a seed decides.

// Named, because the tests include this file from elsewhere.
#[path = "race.rs"]
mod race;

use std::f64::consts::TAU;
use std::time::Duration;

use rand::rngs::SmallRng;
use rand::{RngExt, SeedableRng};
use retry_attr::Policy;
use retry_attr::testing::SkipDelays;

pub(crate) use race::Cost;
use race::race;

/// Starts all `clients` at once, each with its own delays of `policy`. The same `seed` gives the same cost.
pub(crate) fn compete(policy: &Policy, clients: usize, seed: u64) -> Cost {
    let _jitter = SkipDelays::seeded(seed);
    let mut random = SmallRng::seed_from_u64(!seed);
    race(vec![policy.delays(); clients], || message(&mut random))
}

/// How long one message takes: |Normal(10, 2)| ms, by the Box-Muller transform.
fn message(random: &mut SmallRng) -> Duration {
    let above_zero = 1.0 - random.random::<f64>();
    let turn: f64 = random.random();
    let normal = (-2.0 * above_zero.ln()).sqrt() * (TAU * turn).cos();
    Duration::from_secs_f64((10.0 + 2.0 * normal).abs() / 1_000.0)
}
