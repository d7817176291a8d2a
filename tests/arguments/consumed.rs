//! What an attempt consumes or changes is cloned for it.

use std::sync::atomic::{AtomicU32, Ordering::Relaxed};

use retry_attr::retry;
use test_support::{third, zero};

use crate::{Counting, third_async};

#[retry(backoff = "none")]
fn consumes(attempts: &AtomicU32, counting: Counting, list: Vec<u32>) -> Result<u32, &'static str> {
    assert_eq!(counting.consume(), 2);
    let sum: u32 = list.into_iter().sum();
    assert_eq!(sum, 3);
    third(attempts)
}

#[retry(backoff = "none")]
async fn consumes_async(
    attempts: &AtomicU32,
    counting: Counting,
    list: Vec<u32>,
) -> Result<u32, &'static str> {
    let work = tokio::spawn(async move { list.into_iter().sum::<u32>() });
    assert_eq!(work.await.unwrap(), 3);
    assert_eq!(counting.consume(), 2);
    third_async(attempts).await
}

#[tokio::test]
async fn a_consumed_argument_is_cloned_for_each_attempt() {
    let (counting, clones) = Counting::new();
    assert_eq!(consumes(&zero(), counting, vec![1, 2]), Ok(3));
    assert_eq!(clones.load(Relaxed), 3);
    let (counting, clones) = Counting::new();
    let result = consumes_async(&zero(), counting, vec![1, 2]).await;
    assert_eq!(result, Ok(3));
    assert_eq!(clones.load(Relaxed), 3);
}

#[retry(backoff = "none")]
fn changes(attempts: &AtomicU32, mut list: Vec<u32>, mut number: u32) -> Result<u32, &'static str> {
    list.push(number);
    number += 1;
    assert_eq!((&*list, number), (&[1][..], 2), "the caller's value");
    third(attempts)
}

#[retry(backoff = "none")]
async fn changes_async(
    attempts: &AtomicU32,
    mut list: Vec<u32>,
    mut number: u32,
    mut text: &str,
) -> Result<u32, &'static str> {
    list.push(number);
    number += 1;
    text = &text[1..];
    assert_eq!((&*list, number), (&[1][..], 2), "the caller's value");
    let result = third_async(attempts).await;
    list.push(number);
    assert_eq!((list.len(), text), (2, "ext"));
    result
}

#[tokio::test]
async fn a_mut_argument_starts_afresh() {
    assert_eq!(changes(&zero(), vec![], 1), Ok(3));
    assert_eq!(changes_async(&zero(), vec![], 1, "text").await, Ok(3));
}
