use retry_attr::retry;

use crate::{Attempts, Failure};

#[retry]
async fn by_default(attempts: &Attempts) -> Result<(), Failure> {
    attempts.start();
    Err(Failure::Transient)
}

#[retry(max = 1)]
async fn one(attempts: &Attempts) -> Result<(), Failure> {
    attempts.start();
    Err(Failure::Transient)
}

#[retry(max = 5, backoff = "none")]
fn five(attempts: &Attempts) -> Result<(), Failure> {
    attempts.start();
    Err(Failure::Transient)
}

#[retry(max = 4_294_967_295, backoff = "none")]
fn most(attempts: &Attempts) -> Result<(), Failure> {
    if attempts.start() < 100 {
        Err(Failure::Transient)
    } else {
        Ok(())
    }
}

#[tokio::test(start_paused = true)]
async fn max_counts_the_first_attempt() {
    for (expected, max) in [(3, 0), (1, 1)] {
        let attempts = Attempts::new();
        let result = match max {
            0 => by_default(&attempts).await,
            _ => one(&attempts).await,
        };
        assert_eq!(result, Err(Failure::Transient));
        assert_eq!(attempts.count(), expected);
    }
}

#[test]
fn sync_functions_count_alike() {
    let attempts = Attempts::new();
    assert_eq!(five(&attempts), Err(Failure::Transient));
    assert_eq!(attempts.count(), 5);

    let attempts = Attempts::new();
    assert_eq!(most(&attempts), Ok(()));
    assert_eq!(attempts.count(), 100);
}

#[tokio::test(start_paused = true)]
async fn a_success_ends_the_call() {
    #[retry(max = 9)]
    async fn third(attempts: &Attempts) -> Result<usize, Failure> {
        match attempts.start() {
            3 => Ok(3),
            _ => Err(Failure::Transient),
        }
    }
    let attempts = Attempts::new();
    assert_eq!(third(&attempts).await, Ok(3));
    assert_eq!(attempts.count(), 3);
}
