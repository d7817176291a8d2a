use std::future::pending;
use std::time::Duration;

use retry_attr::retry;
use tokio::time::{Instant, sleep};

use crate::{Attempts, Failure, seconds};

#[tokio::test(start_paused = true)]
async fn a_delay_that_would_end_past_the_deadline_is_not_slept() {
    // 1 + 2 + 4 = 7; the next delay would end at 15.
    #[retry(max = 9, deadline = "10s")]
    async fn ask(attempts: &Attempts) -> Result<(), Failure> {
        attempts.start();
        Err(Failure::Transient)
    }
    let attempts = Attempts::new();
    let start = Instant::now();
    assert_eq!(ask(&attempts).await, Err(Failure::Transient));
    assert_eq!(attempts.delays(), seconds([1, 2, 4]));
    assert_eq!(start.elapsed(), Duration::from_secs(7));
}

#[tokio::test(start_paused = true)]
async fn a_delay_that_would_end_at_the_deadline_is_not_slept() {
    #[retry(max = 9, deadline = "3s")]
    async fn ask(attempts: &Attempts) -> Result<(), Failure> {
        attempts.start();
        Err(Failure::Transient)
    }
    let attempts = Attempts::new();
    let _ = ask(&attempts).await;
    assert_eq!(attempts.delays(), seconds([1]));
}

#[tokio::test(start_paused = true)]
async fn attempts_count_too() {
    #[retry(max = 9, deadline = "10s")]
    async fn ask(attempts: &Attempts) -> Result<(), Failure> {
        attempts.start();
        sleep(Duration::from_secs(4)).await;
        Err(Failure::Transient)
    }
    let attempts = Attempts::new();
    let start = Instant::now();
    assert_eq!(ask(&attempts).await, Err(Failure::Transient));
    // 4 + 1 + 4 = 9; a delay of 2 s would end past it.
    assert_eq!(attempts.count(), 2);
    assert_eq!(start.elapsed(), Duration::from_secs(9));
}

#[tokio::test(start_paused = true)]
async fn a_running_attempt_is_cut() {
    #[retry(max = 9, deadline = "10s")]
    async fn ask(attempts: &Attempts) -> Result<(), Failure> {
        match attempts.start() {
            1 => Err(Failure::Transient),
            _ => pending().await,
        }
    }
    let attempts = Attempts::new();
    let start = Instant::now();
    let Err(Failure::Cut(cut)) = ask(&attempts).await else {
        panic!("not cut")
    };
    assert_eq!(start.elapsed(), Duration::from_secs(10));
    assert_eq!((cut.attempt(), cut.is_deadline()), (2, true));
    assert_eq!(cut.to_string(), "deadline of 10s passed during attempt 2");
}

#[tokio::test(start_paused = true)]
async fn the_nearer_of_timeout_and_deadline_cuts() {
    #[retry(max = 9, backoff = "fixed", timeout = "4s", deadline = "7s")]
    async fn ask(attempts: &Attempts) -> Result<(), Failure> {
        attempts.start();
        pending().await
    }
    let attempts = Attempts::new();
    let start = Instant::now();
    let Err(Failure::Cut(cut)) = ask(&attempts).await else {
        panic!("not cut")
    };
    // Cut by the timeout at 4 s, one more attempt from 5 s, cut by the deadline at 7 s.
    assert_eq!(attempts.count(), 2);
    assert_eq!(start.elapsed(), Duration::from_secs(7));
    assert_eq!((cut.attempt(), cut.is_deadline()), (2, true));
}

#[test]
fn it_holds_between_the_attempts_of_a_sync_function() {
    #[retry(max = 1_000, backoff = "fixed", base = "1ms", deadline = "20ms")]
    fn ask(attempts: &Attempts) -> Result<(), Failure> {
        attempts.start();
        std::thread::sleep(Duration::from_millis(5));
        Err(Failure::Transient)
    }
    let attempts = Attempts::new();
    assert_eq!(ask(&attempts), Err(Failure::Transient));
    assert!((1..=4).contains(&attempts.count()), "{}", attempts.count());
}

#[tokio::test(start_paused = true)]
async fn the_longest_deadline_is_none() {
    const NEVER: Duration = Duration::MAX;
    #[retry(max = 3, deadline = NEVER, timeout = NEVER)]
    async fn ask(attempts: &Attempts) -> Result<(), Failure> {
        attempts.start();
        Err(Failure::Transient)
    }
    let attempts = Attempts::new();
    let _ = ask(&attempts).await;
    assert_eq!(attempts.count(), 3);
}

#[tokio::test(start_paused = true)]
async fn the_nearer_of_timeout_and_deadline_cuts_and_says_so() {
    #[retry(max = 2, timeout = "2s", deadline = "1m")]
    async fn by_timeout() -> Result<u8, Failure> {
        std::future::pending().await
    }
    #[retry(max = 2, timeout = "2s", deadline = "3500ms")]
    async fn by_deadline() -> Result<u8, Failure> {
        std::future::pending().await
    }
    let Err(Failure::Cut(cut)) = by_timeout().await else {
        panic!("not cut")
    };
    assert!(!cut.is_deadline());
    assert_eq!(cut.limit(), Duration::from_secs(2));
    let Err(Failure::Cut(cut)) = by_deadline().await else {
        panic!("not cut")
    };
    assert!(cut.is_deadline());
    assert_eq!(cut.limit(), Duration::from_millis(3500));
}

/// As near as they may come, at compile time too.
#[tokio::test(start_paused = true)]
async fn a_second_attempt_that_is_just_possible() {
    #[retry(base = "2s", cap = "2s", deadline = "2001ms")]
    async fn plain(attempts: &Attempts) -> Result<(), Failure> {
        attempts.start();
        Err(Failure::Transient)
    }
    #[retry(base = "10s", jitter = "equal", deadline = "5001ms")]
    async fn equal(attempts: &Attempts) -> Result<(), Failure> {
        attempts.start();
        Err(Failure::Transient)
    }
    #[retry(base = "10s", jitter = 0.25, deadline = "7501ms")]
    async fn proportion(attempts: &Attempts) -> Result<(), Failure> {
        attempts.start();
        Err(Failure::Transient)
    }
    #[retry(max = 1, deadline = "1ms")]
    async fn only_one(attempts: &Attempts) -> Result<(), Failure> {
        attempts.start();
        Err(Failure::Transient)
    }
    let attempts = Attempts::new();
    let _ = plain(&attempts).await;
    assert_eq!(attempts.count(), 2);
    let attempts = Attempts::new();
    let _ = (equal(&attempts).await, proportion(&attempts).await);
    assert!((2..=4).contains(&attempts.count()));
    let attempts = Attempts::new();
    let _ = only_one(&attempts).await;
    assert_eq!(attempts.count(), 1);
}
