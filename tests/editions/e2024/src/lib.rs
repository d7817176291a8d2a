//! `#[retry]` in edition 2024: what only this edition has, and what all share.
#![cfg(test)]
#![warn(rust_2018_idioms)]

#[path = "../../shared/mod.rs"]
mod shared;

use std::sync::atomic::AtomicU32;

use retry_attr::retry;
use test_support::{third, zero};

/// The body keeps its own edition: fields are captured one by one, `TryFrom` is in the prelude.
#[retry(max = 3, backoff = "none")]
fn of_the_edition(attempts: &AtomicU32, pair: (String, u32)) -> Result<u32, &'static str> {
    let moved = pair.0;
    let left = || pair.1;
    assert_eq!((moved.len(), u8::try_from(left())), (4, Ok(1)));
    third(attempts)
}

#[test]
fn a_body_of_its_edition() {
    assert_eq!(of_the_edition(&zero(), ("text".to_owned(), 1)), Ok(3));
}

/// A temporary of the tail is dropped before the locals.
#[retry(max = 3, backoff = "none")]
fn tail(attempts: &AtomicU32) -> Result<u32, &'static str> {
    let list = std::cell::RefCell::new(vec![1]);
    third(attempts).and_then(|it| list.borrow().first().map(|_| it).ok_or("none"))
}

#[retry(max = 3, backoff = "none")]
async fn tail_async(attempts: &AtomicU32) -> Result<u32, &'static str> {
    let list = std::cell::RefCell::new(vec![1]);
    list.borrow()
        .first()
        .ok_or("none")
        .and_then(|_| third(attempts))
}

#[tokio::test]
async fn a_temporary_in_the_tail() {
    assert_eq!(tail(&zero()), Ok(3));
    assert_eq!(tail_async(&zero()).await, Ok(3));
}
