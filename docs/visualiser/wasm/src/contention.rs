//! Clients that compete for one version at one server: the model of `examples/contention`.
//!
//! Every client reads the version and writes it with compare-and-set; of those that read the same version the first to
//! write wins. One that loses backs off and starts over with the read. Every message takes |Normal(10, 2)| ms.

use std::cmp::Reverse;
use std::collections::BinaryHeap;
use std::time::Duration;

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
        let cost = compete(&policy, clients, run.into());
        attempts += cost.attempts;
        time += cost.time;
    }
    Object::new()
        .field("attempts", &attempts)
        .field("time", &time)
}

#[derive(Default)]
struct Cost {
    /// A read and a write each, of all clients together.
    attempts: u32,
    time: Duration,
}

fn compete(policy: &Policy, clients: usize, seed: u64) -> Cost {
    let mut network = Network(Xoshiro256PlusPlus::seed_from_u64(!seed));
    let mut delays = vec![policy.delays(); clients];
    let mut arrivals: BinaryHeap<_> = (0..clients)
        .map(|client| Reverse((network.message(), client, Request::Read)))
        .collect();
    let mut version = 0;
    let mut cost = Cost::default();
    while let Some(Reverse((now, client, request))) = arrivals.pop() {
        let replied = now + network.message();
        let (sent, next) = match request {
            Request::Read => (replied, Request::Write { version }),
            Request::Write { version: read } => {
                cost.attempts += 1;
                if read == version {
                    version += 1;
                    cost.time = cost.time.max(replied);
                    continue;
                }
                let delay = delays[client].next().unwrap_or_default();
                (replied.saturating_add(delay), Request::Read)
            }
        };
        let arrives = sent.saturating_add(network.message());
        arrivals.push(Reverse((arrives, client, next)));
    }
    cost
}

#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Request {
    Read,
    Write { version: usize },
}

/// Of one generator everywhere, where the small one depends on the machine.
struct Network(Xoshiro256PlusPlus);

impl Network {
    /// By the polar method of Marsaglia, which needs no trigonometry.
    fn message(&mut self) -> Duration {
        loop {
            let [x, y] = [(); 2].map(|()| 2.0 * self.0.random::<f64>() - 1.0);
            let square = x * x + y * y;
            if square > 0.0 && square < 1.0 {
                let normal = x * (-2.0 * square.ln() / square).sqrt();
                return Duration::from_secs_f64((10.0 + 2.0 * normal).abs() / 1_000.0);
            }
        }
    }
}
