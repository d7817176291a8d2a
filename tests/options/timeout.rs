use std::error::Error;
use std::fmt::Display;
use std::future::pending;
use std::time::Duration;

use retry_attr::{Classify, Policy, TimedOut, retry};
use tokio::time::{Instant, sleep};

use crate::{Attempts, Failure, seconds};

#[tokio::test(start_paused = true)]
async fn a_cut_attempt_is_retried() {
    #[retry(timeout = "5s")]
    async fn ask(attempts: &Attempts) -> Result<u8, Failure> {
        if attempts.start() < 3 {
            pending::<()>().await;
        }
        Ok(1)
    }
    let attempts = Attempts::new();
    assert_eq!(ask(&attempts).await, Ok(1));
    assert_eq!(attempts.delays(), seconds([5 + 1, 5 + 2]));
}

#[tokio::test(start_paused = true)]
async fn when_the_last_attempt_is_cut_the_error_says_so() {
    #[retry(max = 2, timeout = "5s")]
    async fn ask() -> Result<u8, Failure> {
        pending().await
    }
    let Err(Failure::Cut(cut)) = ask().await else {
        panic!("not cut")
    };
    assert_eq!(cut.attempt(), 2);
    assert_eq!(cut.limit(), Duration::from_secs(5));
    assert!(!cut.is_deadline());
    assert_eq!(cut.to_string(), "attempt 2 timed out after 5s");
}

#[tokio::test(start_paused = true)]
async fn without_the_attribute_the_error_types_that_have_a_value_are_cut() {
    const POLICY: Policy = Policy::new().max(1).timeout(Duration::from_secs(1));
    async fn cut<E: Classify + Display>() {
        let result: Result<(), E> = POLICY.run(pending).await;
        let text = result.unwrap_err().to_string();
        assert_eq!(text, "attempt 1 timed out after 1s");
    }
    cut::<String>().await;
    cut::<TimedOut>().await;
    cut::<std::io::Error>().await;
    cut::<Box<dyn Error>>().await;
    cut::<Box<dyn Error + Send>>().await;
    cut::<Box<dyn Error + Send + Sync>>().await;
    #[cfg(feature = "anyhow")]
    cut::<anyhow::Error>().await;
}

#[tokio::test(start_paused = true)]
async fn an_attempt_in_time_is_not_cut() {
    #[retry(timeout = "5s")]
    async fn ask(attempts: &Attempts) -> Result<u8, Failure> {
        attempts.start();
        sleep(Duration::from_secs(5)).await;
        Ok(1)
    }
    let attempts = Attempts::new();
    assert_eq!(ask(&attempts).await, Ok(1));
    assert_eq!(attempts.count(), 1);
}

#[tokio::test(start_paused = true)]
async fn a_cut_attempt_is_dropped() {
    struct Dropped<'a>(&'a Attempts);
    impl Drop for Dropped<'_> {
        fn drop(&mut self) {
            self.0.start();
        }
    }
    #[retry(max = 2, timeout = "5s")]
    async fn ask(drops: &Attempts) -> Result<u8, Failure> {
        let _guard = Dropped(drops);
        pending().await
    }
    let drops = Attempts::new();
    let start = Instant::now();
    assert!(ask(&drops).await.is_err());
    assert_eq!(drops.count(), 2);
    assert_eq!(start.elapsed(), Duration::from_secs(11));
}

#[tokio::test(start_paused = true)]
async fn common_error_types_are_ready_for_it() {
    #[retry(max = 1, timeout = "1s")]
    async fn boxed() -> Result<(), Box<dyn std::error::Error>> {
        pending().await
    }
    #[retry(max = 1, timeout = "1s")]
    async fn boxed_send_sync() -> Result<(), Box<dyn std::error::Error + Send + Sync>> {
        pending().await
    }
    #[retry(max = 1, timeout = "1s")]
    async fn io() -> std::io::Result<()> {
        pending().await
    }
    #[retry(max = 1, timeout = "1s")]
    async fn text() -> Result<(), String> {
        pending().await
    }
    #[retry(max = 1, timeout = "1s")]
    async fn any() -> anyhow::Result<()> {
        pending().await
    }
    #[retry(max = 1, timeout = "1s")]
    async fn option() -> Option<()> {
        pending().await
    }
    let message = "attempt 1 timed out after 1s";
    assert_eq!(boxed().await.unwrap_err().to_string(), message);
    assert_eq!(boxed_send_sync().await.unwrap_err().to_string(), message);
    let io = io().await.unwrap_err();
    assert_eq!(
        (io.kind(), io.to_string().as_str()),
        (std::io::ErrorKind::TimedOut, message)
    );
    assert_eq!(text().await.unwrap_err(), message);
    assert!(any().await.unwrap_err().is::<TimedOut>());
    assert_eq!(option().await, None);
}

/// Such as draining a channel that is never empty.
#[tokio::test]
async fn an_attempt_that_uses_up_its_budget_is_cut_too() {
    #[retry(max = 1, timeout = "5ms")]
    async fn drain() -> Result<(), Failure> {
        loop {
            tokio::task::consume_budget().await;
        }
    }
    assert!(matches!(drain().await, Err(Failure::Cut(_))));
}
