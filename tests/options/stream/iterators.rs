//! Iterators, of sync functions.

use std::time::Duration;

use retry_attr::retry;

use super::{BUSY, iterator_of_attempt};
use crate::{Attempts, Failure};

type Item = Result<u32, Failure>;

#[retry(base = "1ms", stream)]
fn in_a_result(attempts: &Attempts) -> Result<impl Iterator<Item = Item>, Failure> {
    if attempts.count() == 0 {
        attempts.start();
        return Err(Failure::Transient);
    }
    Ok(iterator_of_attempt(
        attempts,
        &[&[], &[BUSY], &[Ok(1), BUSY, Ok(2)]],
    ))
}

#[tokio::test]
async fn an_iterator_is_retried_until_its_first_item_and_not_after() {
    let attempts = Attempts::new();
    let items: Vec<Item> = in_a_result(&attempts).unwrap().collect();
    assert_eq!(items, [Ok(1), BUSY, Ok(2)]);
    assert_eq!(attempts.count(), 3);
}

#[retry(base = "1ms", stream)]
fn in_a_box(attempts: &Attempts) -> Result<Box<dyn Iterator<Item = Item> + Send + '_>, Failure> {
    Ok(Box::new(iterator_of_attempt(
        attempts,
        &[&[BUSY], &[Ok(1)]],
    )))
}

#[tokio::test]
async fn a_box_in_a_result() {
    let items: Vec<Item> = in_a_box(&Attempts::new()).unwrap().collect();
    assert_eq!(items, [Ok(1)]);
}

#[retry(backoff = "none", stream = |item| *item > 1)]
fn as_such(attempts: &Attempts, owned: String) -> impl Iterator<Item = Item> {
    assert_eq!(owned.into_bytes(), b"owned");
    iterator_of_attempt(attempts, &[&[Ok(1), BUSY], &[Ok(0)], &[Ok(5), BUSY]])
}

#[tokio::test]
async fn the_iterator_itself() {
    let attempts = Attempts::new();
    let mut items = as_such(&attempts, "owned".to_owned());
    assert_eq!(attempts.count(), 0);
    assert_eq!(items.next(), Some(Ok(0)));
    assert_eq!((items.next(), attempts.count()), (None, 2));
    assert_eq!(items.next(), None);
}

#[retry(base = "1ms", max = 2, stream)]
fn broken(attempts: &Attempts) -> Box<dyn Iterator<Item = Item> + '_> {
    Box::new(iterator_of_attempt(attempts, &[&[BUSY, Ok(1)]]))
}

#[tokio::test]
async fn the_last_error_is_its_only_item() {
    let attempts = Attempts::new();
    assert_eq!(broken(&attempts).collect::<Vec<_>>(), [BUSY]);
    assert_eq!(attempts.count(), 2);
}

#[retry(base = "1ms", stream)]
fn empty(attempts: &Attempts) -> Result<impl Iterator<Item = Item>, Failure> {
    Ok(iterator_of_attempt(attempts, &[&[BUSY], &[]]))
}

#[tokio::test]
async fn an_end_before_any_item_is_a_success() {
    let attempts = Attempts::new();
    assert_eq!(empty(&attempts).unwrap().next(), None);
    assert_eq!(attempts.count(), 2);
}

#[retry(base = "7s", sleep = |delay| SLEPT.with(|it| it.borrow_mut().push(delay)), stream)]
fn with_a_sleeper(attempts: &Attempts) -> impl Iterator<Item = Item> {
    iterator_of_attempt(attempts, &[&[BUSY], &[BUSY], &[Ok(1)]])
}

#[retry(attempt = attempt, stream)]
fn timed() -> impl Iterator<Item = Item> {
    let pause = Duration::from_millis(1);
    std::thread::sleep(pause);
    assert!(attempt.elapsed() >= pause);
    std::iter::once(Ok(attempt.number()))
}

#[test]
fn its_clock_starts_when_it_is_asked() {
    assert_eq!(timed().next(), Some(Ok(1)));
}

thread_local! {
    static SLEPT: std::cell::RefCell<Vec<Duration>> = const { std::cell::RefCell::new(Vec::new()) };
}

#[tokio::test]
async fn another_sleeper() {
    let items: Vec<Item> = with_a_sleeper(&Attempts::new()).collect();
    assert_eq!(items, [Ok(1)]);
    assert_eq!(SLEPT.take(), crate::seconds([7, 14]));
}
