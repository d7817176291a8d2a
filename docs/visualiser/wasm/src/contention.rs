//! The race of many clients of `examples/contention`, with a generator that is the same on every machine.

#[path = "../../../../examples/contention/race.rs"]
mod race;

use std::time::Duration;

use race::race;
use rand::rngs::Xoshiro256PlusPlus;
use rand::{RngExt, SeedableRng};
use retry_attr::__private::seed_jitter;
use retry_attr::Policy;

use crate::json::Object;

/// The sum of so many runs.
pub(crate) fn contention(policy: Policy, clients: usize, runs: u32) -> Object {
    let policy = policy.max(u32::MAX);
    let (mut attempts, mut time) = (0, Duration::ZERO);
    for run in 0..runs {
        seed_jitter(run.into());
        let mut random = Xoshiro256PlusPlus::seed_from_u64(!u64::from(run));
        let cost = race(vec![policy.delays(); clients], || message(&mut random));
        attempts += cost.attempts;
        time += cost.time;
    }
    Object::new()
        .field("attempts", &attempts)
        .field("time", &time)
}

/// How long one message takes: |Normal(10, 2)| ms, by the polar method of Marsaglia, which needs no trigonometry.
fn message(random: &mut Xoshiro256PlusPlus) -> Duration {
    loop {
        let [x, y] = [(); 2].map(|()| 2.0 * random.random::<f64>() - 1.0);
        let square = x * x + y * y;
        if square > 0.0 && square < 1.0 {
            let normal = x * (-2.0 * square.ln() / square).sqrt();
            return Duration::from_secs_f64((10.0 + 2.0 * normal).abs() / 1_000.0);
        }
    }
}
