//! A server that slows down with what it has to do, and a spike that overloads it.
//!
//! An answer takes 1 s, and 10 ms for each request in flight. Callers cut an attempt after 3 s. 40 requests a second
//! arrive, 80 during the spike, which begins after 20 s.

use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering::Relaxed};
use std::time::Duration;

use rand::rngs::SmallRng;
use rand::{RngExt, SeedableRng};
use retry_attr::{Policy, TimedOut, Upstream};
use tokio::time::{Instant, sleep, sleep_until};

const SPIKE_BEGINS: f64 = 20.0;
const END: f64 = 200.0;

/// The error of a call whose last attempt was cut.
#[derive(Debug)]
pub(crate) struct Late;

impl retry_attr::Classify for Late {
    fn classify(&self) -> retry_attr::Classification {
        retry_attr::Classification::Transient
    }

    fn from_timed_out() -> Option<fn(TimedOut) -> Self> {
        Some(|_| Self)
    }
}

/// What the calls of one run came to.
#[derive(Clone, Debug)]
pub(crate) struct Run {
    /// When each call began, in seconds, and whether it succeeded.
    pub(crate) calls: Vec<(f64, bool)>,
    pub(crate) attempts: u32,
}

impl Run {
    /// The share of calls that succeeded, of those that began from `from` to `to`.
    pub(crate) fn success(&self, from: f64, to: f64) -> f64 {
        let calls = self.calls.iter().filter(|(at, _)| (from..to).contains(at));
        let (good, all) = calls.fold((0.0, 0.0), |(good, all), (_, is_good)| {
            (good + f64::from(u8::from(*is_good)), all + 1.0)
        });
        good / all
    }

    /// Whether the last 30 s are as good as new.
    pub(crate) fn recovered(&self) -> bool {
        self.success(END - 30.0, END) >= 0.95
    }
}

#[derive(Default)]
struct Server {
    in_flight: AtomicU32,
    attempts: AtomicU32,
}

impl Server {
    /// The server carries out what its caller does not wait for any more.
    async fn answer(self: &Arc<Self>) -> Result<(), Late> {
        self.attempts.fetch_add(1, Relaxed);
        let load = self.in_flight.fetch_add(1, Relaxed) + 1;
        let server = self.clone();
        let work = tokio::spawn(async move {
            sleep(Duration::from_secs(1) + Duration::from_millis(10) * load).await;
            server.in_flight.fetch_sub(1, Relaxed);
        });
        work.await.map_err(|_| Late)
    }
}

/// Runs for 200 s with a spike of so many seconds.
pub(crate) async fn overload(policy: Policy, shares: bool, spike: f64, seed: u64) -> Run {
    let server = Arc::new(Server::default());
    let upstream = Arc::new(Upstream::new("overloaded"));
    let mut random = SmallRng::seed_from_u64(seed);
    let start = Instant::now();
    let mut calls = Vec::new();
    let mut at = 0.0;
    loop {
        let is_spike = (SPIKE_BEGINS..SPIKE_BEGINS + spike).contains(&at);
        let rate = if is_spike { 80.0 } else { 40.0 };
        at -= (1.0 - random.random::<f64>()).ln() / rate;
        if at >= END {
            break;
        }
        sleep_until(start + Duration::from_secs_f64(at)).await;
        let (server, upstream) = (server.clone(), upstream.clone());
        calls.push((
            at,
            tokio::spawn(async move {
                if shares {
                    policy.upstream(&upstream).run(|| server.answer()).await
                } else {
                    policy.run(|| server.answer()).await
                }
            }),
        ));
    }
    let mut ended = Vec::new();
    for (at, call) in calls {
        ended.push((at, call.await.is_ok_and(|result| result.is_ok())));
    }
    Run {
        calls: ended,
        attempts: server.attempts.load(Relaxed),
    }
}
