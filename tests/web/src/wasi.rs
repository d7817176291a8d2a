//! On WASI: the system's clock and entropy, and tokio.
#![cfg(target_os = "wasi")]

use std::future::pending;
use std::io::{Error, ErrorKind};
use std::time::{Duration, Instant};

use retry_attr::retry;

fn busy() -> Error {
    Error::other("busy")
}

#[test]
fn sync_calls_sleep() {
    #[retry(max = 3, base = "10ms", backoff = "fixed")]
    fn ask(attempts: &mut u32) -> Result<(), Error> {
        *attempts += 1;
        Err(busy())
    }
    let (start, mut attempts) = (Instant::now(), 0);
    ask(&mut attempts).unwrap_err();
    assert_eq!(attempts, 3);
    assert!(start.elapsed() >= Duration::from_millis(20));
}

#[tokio::test]
async fn a_timeout_cuts_an_attempt() {
    #[retry(max = 2, base = "1ms", timeout = "10ms", deadline = "1m")]
    async fn ask(attempts: &mut u32) -> Result<(), Error> {
        *attempts += 1;
        pending().await
    }
    let mut attempts = 0;
    let error = ask(&mut attempts).await.unwrap_err();
    assert_eq!((attempts, error.kind()), (2, ErrorKind::TimedOut));
}

#[test]
fn keys_of_idempotency_differ() {
    #[retry(max = 2, backoff = "none", attempt = attempt)]
    fn order(keys: &mut Vec<String>) -> Result<(), Error> {
        keys.push(attempt.idempotency_key().to_string());
        Err(busy())
    }
    let mut keys = Vec::new();
    order(&mut keys).unwrap_err();
    order(&mut keys).unwrap_err();
    assert_eq!(keys[0], keys[1]);
    assert_ne!(keys[0], keys[2]);
}
