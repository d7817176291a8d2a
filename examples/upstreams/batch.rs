//! Workers that make a number of calls as fast as they can.

use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering::Relaxed};
use std::time::Duration;

use retry_attr::{Policy, Upstream};
use tokio::time::Instant;

use super::server::{Request, Server};

/// How a batch went.
#[derive(Clone, Debug)]
pub(crate) struct Report {
    pub(crate) failed: u32,
    pub(crate) seconds: f64,
    /// How long each call took, shortest first.
    pub(crate) calls: Vec<Duration>,
    pub(crate) requests: Vec<Request>,
}

impl Report {
    pub(crate) fn throttled(&self) -> usize {
        self.requests.iter().filter(|it| it.is_refused).count()
    }

    /// The seconds within which 99 % of all calls were over.
    pub(crate) fn p99(&self) -> f64 {
        let last = (self.calls.len() * 99).div_ceil(100).saturating_sub(1);
        self.calls.get(last).map_or(0.0, Duration::as_secs_f64)
    }
}

/// Lets `workers` make so many `calls` together.
pub(crate) async fn batch(
    server: &Arc<Server>,
    upstream: Option<&Arc<Upstream>>,
    policy: Policy,
    workers: u32,
    calls: u32,
) -> Report {
    let start = Instant::now();
    let begun = Arc::new(AtomicU32::new(0));
    let workers: Vec<_> = (0..workers)
        .map(|_| {
            let (server, upstream, begun) = (server.clone(), upstream.cloned(), begun.clone());
            tokio::spawn(async move {
                let (mut failed, mut times) = (0, Vec::new());
                while begun.fetch_add(1, Relaxed) < calls {
                    let start = Instant::now();
                    let result = match &upstream {
                        Some(upstream) => policy.upstream(upstream).run(|| server.ask()).await,
                        None => policy.run(|| server.ask()).await,
                    };
                    failed += u32::from(result.is_err());
                    times.push(start.elapsed());
                }
                (failed, times)
            })
        })
        .collect();
    let (mut failed, mut times) = (0, Vec::new());
    for worker in workers {
        let (more, others) = worker.await.expect("no worker panics");
        failed += more;
        times.extend(others);
    }
    times.sort_unstable();
    Report {
        failed,
        seconds: start.elapsed().as_secs_f64(),
        calls: times,
        requests: server.requests(),
    }
}
