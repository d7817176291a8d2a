//! A fleet and its Redis, which is a process of each test's own.
//!
//! Only the processes of a test take time that is real; what is asserted is what happens, not how fast.

mod clocks;
#[cfg(feature = "cluster")]
mod cluster;
mod faults;
#[cfg(feature = "sentinel")]
mod sentinels;
mod server;
mod sharing;

use std::time::Duration;

use retry_attr::{Classification, Policy, RetryAfter, Upstream};
use retry_attr_redis::Fleet;

/// Waits until something holds.
async fn until(what: &str, mut holds: impl FnMut() -> bool) {
    for _ in 0..3_000 {
        if holds() {
            return;
        }
        tokio::time::sleep(Duration::from_millis(10)).await;
    }
    panic!("never: {what}");
}

/// As [`until`], and shows the fleet if it never is.
async fn until_shared(fleet: &Fleet, shared: usize) {
    until(&format!("{shared} shared: {fleet:?}"), || {
        fleet.status().shared == shared
    })
    .await;
}

const TWICE: Policy = Policy::new().max(2).base(Duration::ZERO);

/// A call that fails twice, and whether it was retried.
async fn retries(upstream: &Upstream) -> bool {
    let mut attempts = 0;
    let result = TWICE
        .upstream(upstream)
        .run_with(
            |()| Classification::Transient,
            || {
                attempts += 1;
                async { Err::<(), ()>(()) }
            },
        )
        .await;
    assert!(result.is_err());
    attempts == 2
}

/// A call that is told to wait for so long. It does not wait for a cool-down itself.
async fn is_told(upstream: &Upstream, wait: Duration) {
    let once = Policy::new()
        .max(1)
        .retry_after(RetryAfter::AtMost(Duration::ZERO));
    let told = once
        .upstream(upstream)
        .run_with(
            |()| Classification::throttled(Some(wait)),
            || async { Err::<(), ()>(()) },
        )
        .await;
    assert!(told.is_err());
}

/// A call that succeeds after one retry, within its policy.
async fn succeeds(upstream: &Upstream) {
    let mut failures = 1;
    let policy = TWICE.deadline(Duration::from_secs(1));
    let answer = policy
        .upstream(upstream)
        .run_with(
            |()| Classification::Transient,
            || {
                let result = if failures > 0 { Err(()) } else { Ok(42) };
                failures -= 1;
                async move { result }
            },
        )
        .await;
    assert_eq!(answer, Ok(42));
}
