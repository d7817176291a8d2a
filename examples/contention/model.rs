//! Clients that compete for one version at one server, in virtual time.
//!
//! Every client reads the version and writes it with compare-and-set. Of those that read the same version, the first to
//! write wins. The others back off and start again with the read. The server takes no time; every message to and from it
//! does.

use std::cmp::Reverse;
use std::collections::BinaryHeap;
use std::f64::consts::TAU;
use std::time::Duration;

use rand::rngs::SmallRng;
use rand::{RngExt, SeedableRng};
use retry_attr::Policy;
use retry_attr::testing::SkipDelays;

/// The cost until every client has succeeded.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(crate) struct Cost {
    /// A read and a write each, by all clients together.
    pub(crate) attempts: u32,
    pub(crate) time: Duration,
}

/// Starts all `clients` at once, each with its own delays of `policy`. The same `seed` gives the same cost.
pub(crate) fn compete(policy: &Policy, clients: usize, seed: u64) -> Cost {
    let _jitter = SkipDelays::seeded(seed);
    let mut network = Network(SmallRng::seed_from_u64(!seed));
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
                let delay = delays[client].next().expect("a client never gives up");
                (replied + delay, Request::Read)
            }
        };
        arrivals.push(Reverse((sent + network.message(), client, next)));
    }
    cost
}

#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Request {
    Read,
    Write { version: usize },
}

struct Network(SmallRng);

impl Network {
    /// How long one message takes: |Normal(10, 2)| ms, by the Box-Muller transform.
    fn message(&mut self) -> Duration {
        let above_zero = 1.0 - self.0.random::<f64>();
        let turn: f64 = self.0.random();
        let normal = (-2.0 * above_zero.ln()).sqrt() * (TAU * turn).cos();
        Duration::from_secs_f64((10.0 + 2.0 * normal).abs() / 1_000.0)
    }
}
