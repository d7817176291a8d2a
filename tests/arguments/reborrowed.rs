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

type Connection<'a> = &'a mut Vec<u32>;

fn touch(list: Option<&mut Vec<u32>>) {
    if let Some(list) = list {
        list.push(7);
    }
}

/// Whatever the name of the reference, and what it is wrapped in.
#[retry(backoff = "none")]
fn by_another_name(
    attempts: &AtomicU32,
    connection: Connection<'_>,
    taken_apart: Option<&mut Vec<u32>>,
    passed_on: Option<&mut Vec<u32>>,
    mut bound: Option<&mut Vec<u32>>,
) -> Result<u32, &'static str> {
    push(connection);
    if let Some(list) = taken_apart {
        list.push(1);
    }
    touch(passed_on);
    if let Some(list) = &mut bound {
        list.push(2);
    }
    bound = None;
    assert!(bound.is_none());
    third(attempts)
}

#[retry(backoff = "none")]
async fn by_another_name_async(
    attempts: &AtomicU32,
    connection: Connection<'_>,
    taken_apart: Option<&mut Vec<u32>>,
    passed_on: Option<&mut Vec<u32>>,
) -> Result<u32, &'static str> {
    push(connection);
    if let Some(list) = taken_apart {
        list.push(1);
    }
    touch(passed_on);
    third_async(attempts).await
}

#[tokio::test]
async fn a_unique_reference_is_reborrowed_by_any_name() {
    let [mut a, mut b, mut c, mut d] = [const { Vec::new() }; 4];
    let result = by_another_name(&zero(), &mut a, Some(&mut b), Some(&mut c), Some(&mut d));
    assert_eq!(result, Ok(3));
    let result = by_another_name_async(&zero(), &mut a, Some(&mut b), Some(&mut c)).await;
    assert_eq!(result, Ok(3));
    assert_eq!(a, [0; 6]);
    assert_eq!(b, [1; 6]);
    assert_eq!(c, [7; 6]);
    assert_eq!(d, [2; 3]);
}

trait Push {
    fn push_all(self, attempts: &AtomicU32) -> Result<u32, &'static str>;
}

impl Push for &mut Vec<u32> {
    #[retry(backoff = "none")]
    fn push_all(self, attempts: &AtomicU32) -> Result<u32, &'static str> {
        push(self);
        third(attempts)
    }
}

#[test]
fn self_may_be_a_unique_reference() {
    let mut list = Vec::new();
    assert_eq!((&mut list).push_all(&zero()), Ok(3));
    assert_eq!(list, [0; 3]);
}

struct Named {
    name: String,
}

fn read(named: &Named) -> &str {
    &named.name
}

/// A shared borrow of what is lent uniquely may be the result.
#[retry(backoff = "none")]
fn name<'a>(attempts: &AtomicU32, named: &'a mut Named) -> Result<&'a str, &'static str> {
    third(attempts)?;
    Ok(&named.name)
}

#[retry(backoff = "none")]
fn name_by_a_function<'a>(
    attempts: &AtomicU32,
    named: &'a mut Named,
) -> Result<&'a str, &'static str> {
    third(attempts)?;
    Ok(read(named))
}

#[retry(backoff = "none")]
async fn name_async<'a>(
    attempts: &AtomicU32,
    named: &'a mut Named,
) -> Result<&'a str, &'static str> {
    third_async(attempts).await?;
    Ok(read(named))
}

impl Named {
    #[retry(backoff = "none")]
    fn own_name(&mut self, attempts: &AtomicU32) -> Result<&str, &'static str> {
        third(attempts)?;
        Ok(read(self))
    }

    #[retry(backoff = "none")]
    async fn own_name_async(&mut self, attempts: &AtomicU32) -> Result<&str, &'static str> {
        third_async(attempts).await?;
        Ok(read(self))
    }
}

#[tokio::test]
async fn a_result_borrows_from_a_unique_reference() {
    let named = &mut Named {
        name: "n".to_string(),
    };
    assert_eq!(name(&zero(), named), Ok("n"));
    assert_eq!(name_by_a_function(&zero(), named), Ok("n"));
    assert_eq!(name_async(&zero(), named).await, Ok("n"));
    assert_eq!(named.own_name(&zero()), Ok("n"));
    assert_eq!(named.own_name_async(&zero()).await, Ok("n"));
}
