//! Nothing is in scope but what is imported.
#![no_implicit_prelude]

use ::std::option::Option::{self, None, Some};
use ::std::prelude::v1::test;
use ::std::result::Result;
use ::std::string::String;
use ::std::sync::atomic::AtomicU32;
use ::std::vec::Vec;

#[::retry_attr::retry(max = 3, backoff = "none")]
fn sync(attempts: &AtomicU32, list: Vec<u32>, mut number: u32) -> Result<u32, &'static str> {
    number += 1;
    let _ = number;
    ::std::mem::drop(list);
    ::test_support::third(attempts)
}

#[::retry_attr::retry(max = 3, backoff = "none")]
async fn asynchronous(attempts: &AtomicU32, text: &str, list: Vec<u32>) -> Option<u32> {
    let _ = text;
    ::std::mem::drop(list);
    match ::test_support::third(attempts) {
        Result::Ok(number) => Some(number),
        Result::Err(_) => None,
    }
}

#[::retry_attr::retry(
    max = 3,
    base = "1ms",
    factor = 3,
    cap = "2s",
    jitter,
    timeout = "1s",
    deadline = "1m",
    retry_after = "1s",
    when = |error: &String| !error.is_empty(),
    when_ok = |number: &u32| *number > 99,
    on_retry = |event: &::retry_attr::Event<'_>| ::std::assert!(event.attempt() < 3),
    on_give_up = |event: &::retry_attr::Event<'_>| ::std::assert_eq!(event.attempt(), 3),
    attempt = attempt
)]
async fn every_option(attempts: &AtomicU32, (list, _): (Vec<u32>, u32)) -> Result<u32, String> {
    let _ = (&list, attempt);
    match ::test_support::third(attempts) {
        Result::Ok(number) => Result::Ok(number),
        Result::Err(_) => Result::Err(::std::format!("busy")),
    }
}

#[::retry_attr::retry(
    max = 1,
    throttled = 3,
    backoff = "none",
    idempotent = false,
    classify = |_| ::retry_attr::Classification::throttled(None),
    last_error = last,
    fallback = zero,
    fallback_when = |error| error.is_empty(),
)]
async fn between(attempts: &AtomicU32, list: Vec<u32>) -> Result<u32, String> {
    let _ = last.map(String::len);
    ::std::mem::drop(list);
    match ::test_support::third(attempts) {
        Result::Ok(number) => Result::Ok(number),
        Result::Err(_) => Result::Err(::std::format!("busy")),
    }
}

async fn zero(_: &AtomicU32, _: Vec<u32>) -> Result<u32, String> {
    Result::Ok(0)
}

#[test]
fn retried() {
    let runtime = ::tokio::runtime::Builder::new_current_thread()
        .enable_time()
        .start_paused(true)
        .build()
        .unwrap();
    ::std::assert_eq!(
        sync(&::test_support::zero(), ::std::vec![], 1),
        Result::Ok(3)
    );
    let number = runtime.block_on(asynchronous(&::test_support::zero(), "", ::std::vec![]));
    ::std::assert_eq!(number, Some(3));
    let number = runtime.block_on(every_option(&::test_support::zero(), (::std::vec![], 1)));
    ::std::assert_eq!(number, Result::Ok(3));
    let number = runtime.block_on(between(&::test_support::zero(), ::std::vec![]));
    ::std::assert_eq!(number, Result::Ok(3));
}
