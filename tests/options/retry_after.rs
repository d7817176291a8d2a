use std::time::Duration;

use retry_attr::retry;

use crate::{Attempts, Failure, seconds};

const SEVEN: Failure = Failure::Throttled(Some(Duration::from_secs(7)));

#[tokio::test(start_paused = true)]
async fn the_servers_wait_takes_the_place_of_the_backoff() {
    #[retry(max = 4)]
    async fn ask(attempts: &Attempts) -> Result<(), Failure> {
        match attempts.start() {
            2 => Err(SEVEN),
            _ => Err(Failure::Transient),
        }
    }
    let attempts = Attempts::new();
    let _ = ask(&attempts).await;
    // The wait of one error is not used again for the next.
    assert_eq!(attempts.delays(), seconds([1, 7, 4]));
}

#[tokio::test(start_paused = true)]
async fn a_server_is_believed_once() {
    #[retry(max = 5)]
    async fn ask(attempts: &Attempts) -> Result<(), Failure> {
        attempts.start();
        Err(Failure::Throttled(Some(Duration::from_millis(300))))
    }
    let attempts = Attempts::new();
    let _ = ask(&attempts).await;
    // Then each delay is at least that of the backoff for the retry before.
    let delays = [300, 1_000, 2_000, 4_000].map(Duration::from_millis);
    assert_eq!(attempts.delays(), delays);
}

#[tokio::test(start_paused = true)]
async fn throttled_without_a_wait_backs_off() {
    #[retry]
    async fn ask(attempts: &Attempts) -> Result<(), Failure> {
        attempts.start();
        Err(Failure::Throttled(None))
    }
    let attempts = Attempts::new();
    let _ = ask(&attempts).await;
    assert_eq!(attempts.delays(), seconds([1, 2]));
}

#[tokio::test(start_paused = true)]
async fn jitter_is_only_added() {
    #[retry(max = 2, jitter, base = "2s")]
    async fn ask(attempts: &Attempts) -> Result<(), Failure> {
        attempts.start();
        Err(SEVEN)
    }
    let mut distinct = std::collections::HashSet::new();
    for _ in 0..200 {
        let attempts = Attempts::new();
        let _ = ask(&attempts).await;
        let delay = attempts.delays()[0];
        let bounds = Duration::from_secs(7)..=Duration::from_millis(9_001);
        assert!(bounds.contains(&delay), "{delay:?}");
        distinct.insert(delay);
    }
    assert!(distinct.len() > 100);
}

#[tokio::test(start_paused = true)]
async fn the_wait_may_be_above_the_cap() {
    #[retry(max = 2, cap = "2s")]
    async fn ask(attempts: &Attempts) -> Result<(), Failure> {
        attempts.start();
        Err(SEVEN)
    }
    let attempts = Attempts::new();
    let _ = ask(&attempts).await;
    assert_eq!(attempts.delays(), seconds([7]));
}

#[tokio::test(start_paused = true)]
async fn a_wait_above_the_accepted_one_ends_the_call() {
    #[retry(retry_after = "6999ms")]
    async fn shorter(attempts: &Attempts) -> Result<(), Failure> {
        attempts.start();
        Err(SEVEN)
    }
    #[retry(max = 2, retry_after = "7s")]
    async fn equal(attempts: &Attempts) -> Result<(), Failure> {
        attempts.start();
        Err(SEVEN)
    }
    #[retry]
    async fn by_default(attempts: &Attempts) -> Result<(), Failure> {
        attempts.start();
        Err(Failure::Throttled(Some(Duration::from_secs(61))))
    }
    let attempts = Attempts::new();
    assert_eq!(shorter(&attempts).await, Err(SEVEN));
    assert_eq!(attempts.count(), 1);

    let attempts = Attempts::new();
    assert_eq!(equal(&attempts).await, Err(SEVEN));
    assert_eq!(attempts.count(), 2);

    let attempts = Attempts::new();
    assert!(by_default(&attempts).await.is_err());
    assert_eq!(attempts.count(), 1);
}

#[tokio::test(start_paused = true)]
async fn ignored_is_ignored() {
    #[retry(max = 2, retry_after = "ignore")]
    async fn ask(attempts: &Attempts) -> Result<(), Failure> {
        attempts.start();
        Err(Failure::Throttled(Some(Duration::MAX)))
    }
    let attempts = Attempts::new();
    let _ = ask(&attempts).await;
    assert_eq!(attempts.delays(), seconds([1]));
}

#[tokio::test(start_paused = true)]
async fn an_absurd_wait_neither_panics_nor_retries_at_once() {
    #[retry(max = 2, retry_after = "200000d", deadline = "1h")]
    async fn ask(attempts: &Attempts) -> Result<(), Failure> {
        attempts.start();
        Err(Failure::Throttled(Some(Duration::MAX)))
    }
    let attempts = Attempts::new();
    assert!(ask(&attempts).await.is_err());
    assert_eq!(attempts.count(), 1);
}

#[tokio::test(start_paused = true)]
async fn a_wait_past_the_deadline_ends_the_call() {
    #[retry(deadline = "7s")]
    async fn ask(attempts: &Attempts) -> Result<(), Failure> {
        attempts.start();
        Err(SEVEN)
    }
    let attempts = Attempts::new();
    assert_eq!(ask(&attempts).await, Err(SEVEN));
    assert_eq!(attempts.count(), 1);
}

#[tokio::test(start_paused = true)]
async fn a_wait_of_zero_backs_off() {
    #[retry]
    async fn ask(attempts: &Attempts) -> Result<(), Failure> {
        attempts.start();
        Err(Failure::Throttled(Some(Duration::ZERO)))
    }
    let attempts = Attempts::new();
    let _ = ask(&attempts).await;
    assert_eq!(attempts.delays(), seconds([1, 2]));
}

#[tokio::test(start_paused = true)]
async fn jitter_on_top_is_no_longer_than_the_cap() {
    #[retry(max = 9, base = "1s", cap = "5s", jitter = "decorrelated")]
    async fn ask(attempts: &Attempts) -> Result<(), Failure> {
        attempts.start();
        Err(SEVEN)
    }
    for _ in 0..50 {
        let attempts = Attempts::new();
        let _ = ask(&attempts).await;
        for delay in attempts.delays() {
            let bounds = Duration::from_secs(7)..=Duration::from_millis(7_000 + 5_001);
            assert!(bounds.contains(&delay), "{delay:?}");
        }
    }
}
