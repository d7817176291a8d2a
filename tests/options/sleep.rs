use std::cell::RefCell;
use std::future::{Future, Ready, ready};
use std::time::Duration;

use retry_attr::retry;

use crate::{Attempts, Failure, seconds};

thread_local! {
    static SLEPT: RefCell<Vec<Duration>> = const { RefCell::new(Vec::new()) };
}

fn blocking(delay: Duration) {
    SLEPT.with_borrow_mut(|slept| slept.push(delay));
}

fn future(delay: Duration) -> Ready<()> {
    blocking(delay);
    ready(())
}

#[test]
fn a_sync_function_sleeps_with_it() {
    #[retry(sleep = blocking)]
    fn ask() -> Result<(), Failure> {
        Err(Failure::Transient)
    }
    let _ = ask();
    assert_eq!(SLEPT.take(), seconds([1, 2]));
}

#[test]
fn no_delay_is_not_slept() {
    #[retry(backoff = "none", sleep = blocking)]
    fn ask() -> Result<(), Failure> {
        Err(Failure::Transient)
    }
    let _ = ask();
    assert!(SLEPT.take().is_empty());
}

/// Outside any runtime.
#[test]
fn an_async_function_needs_no_tokio_with_it() {
    #[retry(sleep = future, on_retry = |_| {})]
    async fn ask() -> Result<(), Failure> {
        Err(Failure::Transient)
    }
    let mut call = std::pin::pin!(ask());
    let mut context = std::task::Context::from_waker(std::task::Waker::noop());
    assert!(call.as_mut().poll(&mut context).is_ready());
    assert_eq!(SLEPT.take(), seconds([1, 2]));
}

#[test]
fn it_also_cuts_attempts() {
    #[retry(max = 2, sleep = future, timeout = "5s")]
    async fn ask(attempts: &Attempts) -> Result<(), Failure> {
        attempts.start();
        std::future::pending().await
    }
    let attempts = Attempts::new();
    let mut call = std::pin::pin!(ask(&attempts));
    let mut context = std::task::Context::from_waker(std::task::Waker::noop());
    assert!(call.as_mut().poll(&mut context).is_ready());
    assert_eq!(SLEPT.take(), seconds([5, 1, 5]));
    assert_eq!(attempts.count(), 2);
}

/// Tokio's own panic does not say who slept.
#[test]
fn a_sleep_without_a_runtime_says_what_to_do() {
    #[retry]
    async fn ask() -> Result<(), Failure> {
        Err(Failure::Transient)
    }

    let mut future = Box::pin(ask());
    let mut context = std::task::Context::from_waker(std::task::Waker::noop());
    let poll = std::panic::AssertUnwindSafe(|| future.as_mut().poll(&mut context).is_ready());
    let panic = std::panic::catch_unwind(poll).unwrap_err();
    let message = panic.downcast_ref::<&str>().copied().unwrap_or_default();
    assert!(message.contains("`sleep = ...`"), "{message}");
}
