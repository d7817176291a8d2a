use std::time::Duration;

use retry_attr::{Policy, retry};
use tokio::time::{Instant, sleep};

use crate::{Attempts, Failure, seconds};

const BOUNDED: Policy = Policy::new()
    .max(9)
    .base(Duration::from_secs(1))
    .timeout(Duration::from_secs(2))
    .deadline(Duration::from_secs(12));

/// Attempts take 4 s, and their delays 1 s and 2 s: the third would start at 11 s, the fourth not before 12 s.
async fn slow(attempts: &Attempts) -> Result<(), u8> {
    attempts.start();
    sleep(Duration::from_secs(4)).await;
    Err(7)
}

#[tokio::test(start_paused = true)]
async fn attempts_run_to_their_end_and_no_delay_passes_the_deadline() {
    #[retry(deadline = "12s", max = 9, cut = false)]
    async fn by_options(attempts: &Attempts) -> Result<(), u8> {
        slow(attempts).await
    }
    #[retry(policy = BOUNDED, cut = false)]
    async fn by_constant(attempts: &Attempts) -> Result<(), u8> {
        slow(attempts).await
    }
    #[retry(policy = policy, cut = false)]
    async fn at_run_time(policy: &Policy, attempts: &Attempts) -> Result<(), u8> {
        slow(attempts).await
    }
    for call in 0..3 {
        let attempts = Attempts::new();
        let start = Instant::now();
        let result = match call {
            0 => by_options(&attempts).await,
            1 => by_constant(&attempts).await,
            _ => at_run_time(&BOUNDED, &attempts).await,
        };
        assert_eq!(result, Err(7));
        assert_eq!(attempts.delays(), seconds([5, 6]));
        assert_eq!(start.elapsed(), Duration::from_secs(15));
    }
}

#[tokio::test(start_paused = true)]
async fn a_running_attempt_is_cut_unless_told_otherwise() {
    #[retry(policy = BOUNDED, cut = true)]
    async fn ask(attempts: &Attempts) -> Result<(), Failure> {
        attempts.start();
        std::future::pending().await
    }
    let attempts = Attempts::new();
    assert!(matches!(ask(&attempts).await, Err(Failure::Cut(_))));
    assert_eq!(attempts.delays(), seconds([3, 4]));
}

/// A thread is never interrupted, so a policy with a `timeout` serves sync functions that say that they know.
#[test]
fn a_sync_function_may_share_a_policy_that_has_a_timeout() {
    #[retry(policy = BOUNDED, backoff = "none", max = 2, cut = false)]
    fn ask(attempts: &Attempts) -> Result<(), u8> {
        attempts.start();
        Err(1)
    }
    let attempts = Attempts::new();
    assert_eq!((ask(&attempts), attempts.count()), (Err(1), 2));
}
