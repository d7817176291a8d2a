//! Dropping a retried future at any await stops everything; spawned, joined and selected ones work.

use std::future::Future;
use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};
use std::time::Duration;

use retry_attr::retry;
use tokio::time::{Instant, sleep, timeout};

/// What an attempt holds while it runs.
struct Held(Arc<AtomicU32>);

impl Held {
    fn new(count: &Arc<AtomicU32>) -> Self {
        count.fetch_add(1, Ordering::Relaxed);
        Self(Arc::clone(count))
    }
}

impl Drop for Held {
    fn drop(&mut self) {
        self.0.fetch_sub(1, Ordering::Relaxed);
    }
}

#[retry(max = 10, backoff = "fixed", base = "10s")]
async fn ask(
    attempts: Arc<AtomicU32>,
    held: Arc<AtomicU32>,
    takes: Duration,
) -> Result<u32, String> {
    let _held = Held::new(&held);
    let attempt = attempts.fetch_add(1, Ordering::Relaxed) + 1;
    sleep(takes).await;
    if attempt < 3 {
        Err("busy".to_owned())
    } else {
        Ok(attempt)
    }
}

#[derive(Default)]
struct Counts {
    attempts: Arc<AtomicU32>,
    held: Arc<AtomicU32>,
}

impl Counts {
    fn ask(&self, takes: u64) -> impl Future<Output = Result<u32, String>> + Send + 'static {
        ask(
            Arc::clone(&self.attempts),
            Arc::clone(&self.held),
            Duration::from_secs(takes),
        )
    }

    /// Attempts made, attempts alive, and whether a future still holds its arguments.
    fn now(&self) -> (u32, u32, bool) {
        (
            self.attempts.load(Ordering::Relaxed),
            self.held.load(Ordering::Relaxed),
            Arc::strong_count(&self.attempts) > 1,
        )
    }
}

#[tokio::test(start_paused = true)]
async fn dropped_before_it_is_polled() {
    let counts = Counts::default();
    drop(counts.ask(1));
    assert_eq!(counts.now(), (0, 0, false));
}

/// Drops a call after five seconds, in its first attempt or the delay behind it, and asserts that no more is done.
async fn assert_stops(takes: u64) {
    let counts = Counts::default();
    assert!(
        timeout(Duration::from_secs(5), counts.ask(takes))
            .await
            .is_err()
    );
    assert_eq!(counts.now(), (1, 0, false));
    sleep(Duration::from_secs(100)).await;
    assert_eq!(counts.now(), (1, 0, false));
}

#[tokio::test(start_paused = true)]
async fn dropped_in_an_attempt() {
    assert_stops(6).await;
}

#[tokio::test(start_paused = true)]
async fn dropped_in_a_delay() {
    assert_stops(1).await;
}

#[tokio::test(start_paused = true)]
async fn spawned() {
    let counts = Counts::default();
    assert_eq!(tokio::spawn(counts.ask(1)).await.unwrap(), Ok(3));
    assert_eq!(counts.now(), (3, 0, false));
}

#[tokio::test(start_paused = true)]
async fn aborted() {
    let counts = Counts::default();
    let task = tokio::spawn(counts.ask(1));
    sleep(Duration::from_secs(12)).await;
    task.abort();
    assert!(task.await.unwrap_err().is_cancelled());
    assert_eq!(counts.now(), (2, 0, false));
}

#[tokio::test(start_paused = true)]
async fn joined_futures_sleep_side_by_side() {
    let (a, b) = (Counts::default(), Counts::default());
    let start = Instant::now();
    let results = tokio::join!(a.ask(1), b.ask(2));
    assert_eq!(results, (Ok(3), Ok(3)));
    assert_eq!(start.elapsed(), Duration::from_secs(20 + 3 * 2));
}

#[tokio::test(start_paused = true)]
async fn the_slower_of_two_selected_futures_stops() {
    let (fast, slow) = (Counts::default(), Counts::default());
    tokio::select! {
        result = fast.ask(1) => assert_eq!(result, Ok(3)),
        _ = slow.ask(9) => panic!("the slower one won"),
    }
    assert_eq!(slow.now(), (2, 0, false));
}

#[test]
fn a_panic_goes_through() {
    #[retry(backoff = "none")]
    fn panics(attempts: &mut u32) -> Result<(), String> {
        *attempts += 1;
        panic!("not an error")
    }
    let mut attempts = 0;
    let result = std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| panics(&mut attempts)));
    assert!(result.is_err());
    assert_eq!(attempts, 1);
}
