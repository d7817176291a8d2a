use std::cell::RefCell;
use std::time::Duration;

use retry_attr::{Policy, RetryAfter, retry};

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

/// The limit is reset in 30 s: it may let a request through sooner.
const RESET: Failure = Failure::ThrottledAtMost(Duration::from_secs(30));

#[tokio::test(start_paused = true)]
async fn an_upper_bound_is_waited_for() {
    #[retry(retry_after = "30s", deadline = "60001ms")]
    async fn ask(attempts: &Attempts) -> Result<(), Failure> {
        attempts.start();
        Err(RESET)
    }
    let attempts = Attempts::new();
    assert_eq!(ask(&attempts).await, Err(RESET));
    assert_eq!(attempts.delays(), seconds([30, 30]));
}

#[tokio::test(start_paused = true)]
async fn an_upper_bound_above_the_accepted_wait_backs_off() {
    #[retry(retry_after = "29999ms")]
    async fn shorter(attempts: &Attempts) -> Result<(), Failure> {
        attempts.start();
        Err(RESET)
    }
    #[retry(retry_after = "ignore")]
    async fn ignored(attempts: &Attempts) -> Result<(), Failure> {
        attempts.start();
        Err(RESET)
    }
    let attempts = Attempts::new();
    assert_eq!(shorter(&attempts).await, Err(RESET));
    assert_eq!(attempts.delays(), seconds([1, 2]));

    let attempts = Attempts::new();
    assert_eq!(ignored(&attempts).await, Err(RESET));
    assert_eq!(attempts.delays(), seconds([1, 2]));
}

#[tokio::test(start_paused = true)]
async fn an_upper_bound_past_the_deadline_backs_off() {
    #[retry(deadline = "30s")]
    async fn ask(attempts: &Attempts) -> Result<(), Failure> {
        attempts.start();
        Err(RESET)
    }
    #[retry(deadline = "32s")]
    async fn later(attempts: &Attempts) -> Result<(), Failure> {
        attempts.start();
        Err(RESET)
    }
    let attempts = Attempts::new();
    assert_eq!(ask(&attempts).await, Err(RESET));
    assert_eq!(attempts.delays(), seconds([1, 2]));

    // The first one ends in time, and the second one would not.
    let attempts = Attempts::new();
    assert_eq!(later(&attempts).await, Err(RESET));
    assert_eq!(attempts.delays(), seconds([30]));
}

#[tokio::test(start_paused = true)]
async fn without_the_attribute_an_upper_bound_backs_off_too() {
    const POLICY: Policy = Policy::new().retry_after(RetryAfter::AtMost(Duration::from_secs(10)));
    let attempts = Attempts::new();
    let result = POLICY.run(async || {
        attempts.start();
        Err::<(), _>(RESET)
    });
    assert_eq!(result.await, Err(RESET));
    assert_eq!(attempts.delays(), seconds([1, 2]));
}

#[test]
fn a_thread_that_blocks_backs_off_too() {
    #[retry(base = "1ms", retry_after = "10s", on_retry = |event| slept.borrow_mut().extend(event.delay()))]
    fn ask(slept: &RefCell<Vec<Duration>>) -> Result<(), Failure> {
        Err(RESET)
    }
    let slept = RefCell::default();
    assert_eq!(ask(&slept), Err(RESET));
    assert_eq!(slept.into_inner(), [1, 2].map(Duration::from_millis));
}
