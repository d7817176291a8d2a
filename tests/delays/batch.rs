//! What the docs of `policies` say of a busy batch: 64 workers make 1,000 calls of a server that lets 50 a second through.

use std::cell::{Cell, RefCell};
use std::time::Duration;

use retry_attr::{Classification, Policy, policies};
use tokio::time::{Instant, sleep};

const CALLS: u32 = 1_000;
const WORKERS: u32 = 64;
const BURST: f64 = 50.0;
const PER_SECOND: f64 = 50.0;
const LATENCY: Duration = Duration::from_millis(100);

/// A bucket of tokens.
struct Server {
    tokens: f64,
    at: Instant,
}

impl Server {
    /// Whether a request is let through, or how long it takes until one would be.
    fn ask(&mut self) -> Result<(), Duration> {
        let now = Instant::now();
        let filled = self.tokens + PER_SECOND * (now - self.at).as_secs_f64();
        (self.tokens, self.at) = (filled.min(BURST), now);
        if self.tokens < 1.0 {
            return Err(Duration::from_secs_f64((1.0 - self.tokens) / PER_SECOND));
        }
        self.tokens -= 1.0;
        Ok(())
    }
}

/// How many calls fail, where the server names a wait made of the exact one.
async fn failed(policy: Policy, named: fn(Duration) -> Option<Duration>) -> u32 {
    let server = RefCell::new(Server {
        tokens: BURST,
        at: Instant::now(),
    });
    let (left, failed) = (Cell::new(CALLS), Cell::new(0));
    let worker = async || {
        while let Some(next) = left.get().checked_sub(1) {
            left.set(next);
            let classify = |wait: &Duration| Classification::throttled(named(*wait));
            let call = policy.run_with(classify, async || {
                sleep(LATENCY).await;
                server.borrow_mut().ask()
            });
            let is_lost = call.await.is_err();
            failed.set(failed.get() + u32::from(is_lost));
        }
    };
    futures_util::future::join_all((0..WORKERS).map(|_| worker())).await;
    failed.get()
}

/// The jitter is random: the figures of the docs, give or take a quarter.
#[tokio::test(start_paused = true)]
async fn the_policies_of_the_sdks_lose_calls() {
    let named: [fn(Duration) -> Option<Duration>; 3] =
        [|_| Some(Duration::from_secs(1)), Some, |_| None];
    for (policy, expected) in [
        (policies::OPENAI, [255, 530, 355]),
        (policies::ANTHROPIC, [255, 530, 355]),
        (policies::COHERE, [245, 380, 205]),
        (policies::AWS, [165, 315, 325]),
    ] {
        for (named, expected) in named.into_iter().zip(expected) {
            let failed = failed(policy, named).await;
            let range = expected * 3 / 4..=expected * 5 / 4;
            assert!(range.contains(&failed), "{failed} {expected} {policy:?}");
        }
    }
    // With five attempts from 2 s on, with 71, and with attempts of their own for rate limits.
    let patient = policies::OPENAI.throttled(20);
    for policy in [policies::GOOGLE, policies::MISTRAL, patient] {
        for named in named {
            assert!(failed(policy, named).await < 20, "{policy:?}");
        }
    }
}
