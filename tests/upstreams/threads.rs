//! Threads that share an upstream without regard for each other.

use std::sync::atomic::{AtomicBool, Ordering::Relaxed};
use std::thread;
use std::time::Duration;

use rand::rngs::SmallRng;
use rand::{RngExt, SeedableRng};
use retry_attr::{Backoff, Classification, Policy, RetryAfter, Upstream};

const POLICY: Policy = Policy::new()
    .max(4)
    .backoff(Backoff::None)
    .retry_after(RetryAfter::AtMost(Duration::from_secs(1)));

/// Calls that fail at random, while another thread looks on.
fn hammer(upstream: &Upstream, calls: u32, throttled: bool) {
    let is_over = AtomicBool::new(false);
    thread::scope(|scope| {
        let watcher = scope.spawn(|| {
            while !is_over.load(Relaxed) {
                let now = upstream.snapshot();
                // It would be a large number below zero.
                assert!(now.tokens <= Some(500), "{now:?}");
                assert!(now.waiting <= 8, "{now:?}");
                thread::yield_now();
            }
        });
        let threads: Vec<_> = (0..8)
            .map(|seed| {
                scope.spawn(move || {
                    let mut random = SmallRng::seed_from_u64(seed);
                    for _ in 0..calls {
                        let failing = random.random_bool(0.3);
                        let kind = random.random_range(0..20);
                        let _ = POLICY.upstream(upstream).run_blocking_with(
                            |()| match kind {
                                0 if throttled => {
                                    Classification::throttled(Some(Duration::from_micros(20)))
                                }
                                1 => Classification::permanent(),
                                _ => Classification::Transient,
                            },
                            || if failing { Err(()) } else { Ok(()) },
                        );
                    }
                })
            })
            .collect();
        for thread in threads {
            thread.join().unwrap();
        }
        is_over.store(true, Relaxed);
        watcher.join().unwrap();
    });
    let now = upstream.snapshot();
    assert_eq!(now.waiting, 0);
    assert!(now.tokens <= Some(500));
    // What was spent can be paid back in whole.
    for _ in 0..500 {
        let _ = POLICY
            .upstream(upstream)
            .run_blocking(|| Ok::<_, std::io::Error>(()));
    }
    assert_eq!(upstream.snapshot().tokens, Some(500));
}

#[test]
fn the_budget_is_neither_overdrawn_nor_overpaid() {
    hammer(&Upstream::new("test"), 5_000, false);
}

#[test]
fn no_waiter_is_lost() {
    // Those who are throttled wait in real time.
    hammer(&Upstream::new("test").pace(1e3), 20, true);
    hammer(&Upstream::new("test").without_pace(), 20, true);
}
