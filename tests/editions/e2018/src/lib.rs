//! `#[retry]` in edition 2018: what only this edition has, and what all share.
#![cfg(test)]
#![warn(rust_2018_idioms)]

#[path = "../../shared/mod.rs"]
mod shared;

use std::sync::atomic::AtomicU32;

use retry_attr::retry;
use test_support::{third, zero};

/// `dyn` may be left out and an array iterates by reference, as the body's edition has it.
#[allow(bare_trait_objects, array_into_iter)]
#[retry(max = 3, backoff = "none")]
fn of_the_edition(attempts: &AtomicU32) -> Result<u32, &'static str> {
    let sum: u32 = [1, 2].into_iter().map(|item: &u32| *item).sum();
    let gen = &sum as &ToString;
    assert_eq!(gen.to_string(), "3");
    third(attempts)
}

/// `gen` is no keyword yet.
#[retry(max = 3, backoff = "none")]
async fn gen(attempts: &AtomicU32, gen: String) -> Result<u32, &'static str> {
    drop(gen);
    third(attempts)
}

#[tokio::test]
async fn a_body_of_its_edition() {
    assert_eq!(of_the_edition(&zero()), Ok(3));
    assert_eq!(gen(&zero(), String::new()).await, Ok(3));
}
