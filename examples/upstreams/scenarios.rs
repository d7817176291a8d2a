//! What is simulated: batches of calls to servers of several kinds, each in a runtime whose clock jumps to the next timer.

use std::sync::Arc;
use std::time::Duration;

use retry_attr::{Policy, Upstream, policies};

use super::batch::{Report, batch};
use super::limiter::{Curve, Limiter};
use super::server::{Limit, Names, Server};

/// A batch of calls.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Batch {
    pub(crate) what: &'static str,
    pub(crate) limit: Limit,
    pub(crate) latency: Duration,
    pub(crate) refuses_at_once: bool,
    pub(crate) workers: u32,
    pub(crate) calls: u32,
}

/// The scenario of the figures in the guide.
pub(crate) const EMBEDDINGS: Batch = Batch {
    what: "50 requests a second",
    limit: Limit::requests(50.0),
    latency: Duration::from_millis(100),
    refuses_at_once: false,
    workers: 64,
    calls: 1_000,
};

/// Tokens that a request takes, in turn: 1,100 in the mean.
const PROMPTS: &[f64] = &[500.0, 1_500.0, 800.0, 2_000.0, 700.0];

pub(crate) const BATCHES: &[Batch] = &[
    EMBEDDINGS,
    Batch {
        what: "the same, 1 worker",
        workers: 1,
        calls: 100,
        ..EMBEDDINGS
    },
    Batch {
        what: "the same, 10 workers",
        workers: 10,
        ..EMBEDDINGS
    },
    Batch {
        what: "the same, 200 workers",
        workers: 200,
        ..EMBEDDINGS
    },
    Batch {
        what: "the same, 1,000 workers",
        workers: 1_000,
        ..EMBEDDINGS
    },
    Batch {
        what: "5 requests a second, 50 at once",
        limit: Limit::Bucket {
            rate: 5.0,
            burst: 50.0,
            costs: &[1.0],
        },
        latency: Duration::from_millis(300),
        refuses_at_once: false,
        workers: 64,
        calls: 200,
    },
    Batch {
        what: "500 requests a second",
        limit: Limit::requests(500.0),
        latency: Duration::from_millis(100),
        refuses_at_once: false,
        workers: 256,
        calls: 10_000,
    },
    Batch {
        what: "60,000 tokens a minute",
        limit: Limit::Bucket {
            rate: 1_000.0,
            burst: 60_000.0,
            costs: PROMPTS,
        },
        latency: Duration::from_secs(1),
        refuses_at_once: false,
        workers: 64,
        calls: 200,
    },
    Batch {
        what: "10 requests at once",
        limit: Limit::Concurrency(10),
        latency: Duration::from_millis(500),
        refuses_at_once: false,
        workers: 64,
        calls: 500,
    },
    SLOW,
];

/// Answers that take longer than many calls to come, and refusals that do not.
pub(crate) const SLOW: Batch = Batch {
    what: "50 requests a second, answers in 2 s, refusals at once",
    latency: Duration::from_secs(2),
    refuses_at_once: true,
    workers: 200,
    calls: 2_000,
    ..EMBEDDINGS
};

impl Batch {
    /// Runs by [`policies::AI`], with an upstream or without.
    pub(crate) fn run(&self, names: Names, shares: bool, seed: u64) -> Report {
        let upstream = shares.then(|| Arc::new(Upstream::new("server")));
        self.run_by(policies::AI, names, upstream.as_ref(), seed)
    }

    /// Runs by any policy.
    pub(crate) fn run_by(
        &self,
        policy: Policy,
        names: Names,
        upstream: Option<&Arc<Upstream>>,
        seed: u64,
    ) -> Report {
        in_virtual_time(async {
            let server = Arc::new(self.server(names, seed));
            batch(&server, upstream, policy, self.workers, self.calls).await
        })
    }

    fn server(&self, names: Names, seed: u64) -> Server {
        let server = Server::new(self.limit, names, self.latency, seed);
        if self.refuses_at_once {
            server.refusing_at_once()
        } else {
            server
        }
    }

    /// Runs with another pace than the crate's; the rest of the upstream is the same.
    pub(crate) fn run_paced(&self, names: Names, curve: Curve, seed: u64) -> Report {
        in_virtual_time(async {
            let server = self.server(names, seed);
            let server = Arc::new(server.through(Limiter::new(curve)));
            let upstream = Arc::new(Upstream::new("server").without_pace());
            let (workers, calls) = (self.workers, self.calls);
            batch(&server, Some(&upstream), policies::AI, workers, calls).await
        })
    }
}

/// Runs [`EMBEDDINGS`] three times as long, with a limit that is halved after 15 s and doubled after 30 s.
pub(crate) fn changing(names: Names, shares: bool, seed: u64) -> Report {
    in_virtual_time(async {
        let server = Arc::new(EMBEDDINGS.server(names, seed));
        let upstream = shares.then(|| Arc::new(Upstream::new("server")));
        let other = server.clone();
        let changes = tokio::spawn(async move {
            for rate in [25.0, 50.0] {
                tokio::time::sleep(Duration::from_secs(15)).await;
                other.set_limit(Limit::requests(rate));
            }
        });
        let (workers, calls) = (EMBEDDINGS.workers, 2 * EMBEDDINGS.calls);
        let report = batch(&server, upstream.as_ref(), policies::AI, workers, calls).await;
        changes.abort();
        report
    })
}

pub(crate) fn in_virtual_time<T>(work: impl Future<Output = T>) -> T {
    tokio::runtime::Builder::new_current_thread()
        .enable_time()
        .start_paused(true)
        .build()
        .expect("a runtime")
        .block_on(work)
}
