//! Unique references are lent to one attempt after the other.

use std::sync::atomic::AtomicU32;

use retry_attr::retry;
use test_support::{third, zero};

use crate::third_async;

fn push(list: &mut Vec<u32>) {
    list.push(0);
}

#[retry(backoff = "none")]
fn reborrows(
    attempts: &AtomicU32,
    list: &mut Vec<u32>,
    mut rest: &mut [u32],
    read: &mut dyn FnMut() -> u32,
    other: &mut impl Extend<u32>,
) -> Result<u32, &'static str> {
    push(list);
    assert_eq!(rest.len(), 3, "the caller's slice");
    rest[0] += 1;
    rest = &mut rest[1..];
    rest[0] += 1;
    other.extend([read()]);
    let list = list;
    list.push(1);
    third(attempts)
}

#[retry(backoff = "none")]
async fn reborrows_async(
    attempts: &AtomicU32,
    list: &mut Vec<u32>,
    mut rest: &mut [u32],
    read: &mut (dyn FnMut() -> u32 + Send),
    other: &mut impl Extend<u32>,
) -> Result<u32, &'static str> {
    push(list);
    assert_eq!(rest.len(), 3, "the caller's slice");
    rest[0] += 1;
    rest = &mut rest[1..];
    tokio::task::yield_now().await;
    rest[0] += 1;
    other.extend([read()]);
    async move { list.push(1) }.await;
    third_async(attempts).await
}

#[tokio::test]
async fn a_unique_reference_is_reborrowed() {
    let (mut list, mut rest, mut other, mut count) = (vec![], [0; 3], vec![], 0);
    let mut read = || {
        count += 1;
        count
    };
    let result = reborrows(&zero(), &mut list, &mut rest, &mut read, &mut other);
    assert_eq!(result, Ok(3));
    let result = reborrows_async(&zero(), &mut list, &mut rest, &mut read, &mut other).await;
    assert_eq!(result, Ok(3));
    assert_eq!(list, [0, 1].repeat(6));
    assert_eq!((rest, other), ([6, 6, 0], vec![1, 2, 3, 4, 5, 6]));
}

#[retry(backoff = "none")]
fn fills(
    attempts: &AtomicU32,
    slot: Option<&mut u32>,
    mut list: impl FnMut(u32) + Clone,
) -> Result<u32, &'static str> {
    list(1);
    let filled = slot.is_some();
    let number = third(attempts)?;
    assert!(filled);
    Ok(number)
}

#[test]
fn an_option_of_a_unique_reference_is_lent() {
    assert_eq!(fills(&zero(), Some(&mut 1), drop), Ok(3));
}
