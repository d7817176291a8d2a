//! `test-util`: retries off for the whole process, which is why this is one of its own.

use std::io;
use std::sync::atomic::AtomicU32;
use std::sync::atomic::Ordering::Relaxed;
use std::thread;

use retry_attr::testing::{disable_retries, enable_retries};
use retry_attr::{Event, Policy, Reason, retry};

static ATTEMPTS: AtomicU32 = AtomicU32::new(0);

fn fail() -> io::Result<()> {
    ATTEMPTS.fetch_add(1, Relaxed);
    Err(io::ErrorKind::ConnectionRefused.into())
}

#[retry(max = 3, base = "1ns")]
fn counted() -> io::Result<()> {
    fail()
}

#[retry(max = 3, base = "1ns", jitter = "decorrelated", on_give_up = exhausted)]
async fn told() -> io::Result<()> {
    fail()
}

fn exhausted(event: &Event<'_>) {
    assert_eq!(event.reason(), Some(Reason::Exhausted));
}

#[tokio::test]
async fn no_call_is_retried_until_retries_are_on_again() {
    let attempts = || ATTEMPTS.swap(0, Relaxed);
    disable_retries();
    assert!(counted().is_err());
    assert_eq!(attempts(), 1);
    assert!(told().await.is_err());
    assert_eq!(attempts(), 1);
    assert!(Policy::new().run(|| async { fail() }).await.is_err());
    assert_eq!(attempts(), 1);
    assert!(thread::spawn(counted).join().unwrap().is_err());
    assert_eq!(attempts(), 1);
    enable_retries();
    assert!(counted().is_err());
    assert_eq!(attempts(), 3);
}
