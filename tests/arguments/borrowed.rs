//! What is only borrowed reaches every attempt without a clone.

use std::sync::atomic::{AtomicU32, Ordering::Relaxed};

use retry_attr::retry;
use test_support::{third, zero};

use crate::{Counting, third_async};

/// Cannot be cloned.
struct Unique(u32);

impl Unique {
    fn look(&self) -> u32 {
        self.0
    }
}

#[retry(backoff = "none")]
fn borrows(attempts: &AtomicU32, counting: Counting, text: String) -> Result<u32, &'static str> {
    let look = &counting;
    assert_eq!(look.look(), 2);
    assert_eq!(counting.value.len() + text.len(), 6);
    assert_eq!(format!("{text}{:?}", counting.value), "text[1, 2]");
    third(attempts)
}

#[retry(backoff = "none")]
async fn borrows_async(
    attempts: &AtomicU32,
    counting: Counting,
    (other, _): (Counting, u32),
) -> Result<u32, &'static str> {
    let (look, again) = (&counting, &other);
    let number = third_async(attempts).await?;
    assert_eq!((look.look(), again.look()), (2, 2));
    Ok(number)
}

#[tokio::test]
async fn an_argument_that_is_only_borrowed_is_never_cloned() {
    let (counting, clones) = Counting::new();
    assert_eq!(borrows(&zero(), counting, "text".to_owned()), Ok(3));
    assert_eq!(clones.load(Relaxed), 0);
    let (counting, clones) = Counting::new();
    let (other, other_clones) = Counting::new();
    let result = borrows_async(&zero(), counting, (other, 0)).await;
    assert_eq!(result, Ok(3));
    assert_eq!((clones.load(Relaxed), other_clones.load(Relaxed)), (0, 0));
}

#[retry(backoff = "none")]
fn borrows_unique(
    attempts: &AtomicU32,
    unique: Unique,
    read: impl Fn() -> u32,
) -> Result<u32, &'static str> {
    assert_eq!((unique.look(), unique.0, read()), (7, 7, 8));
    third(attempts)
}

#[retry(backoff = "none")]
async fn borrows_unique_async<T: AsRef<str>>(
    attempts: &AtomicU32,
    unique: Unique,
    text: T,
) -> Result<u32, &'static str> {
    let number = third_async(attempts).await?;
    assert_eq!((unique.look(), text.as_ref()), (7, "text"));
    Ok(number)
}

#[retry(backoff = "none", borrow(list))]
async fn lends(
    attempts: &AtomicU32,
    mut list: Box<dyn AsMut<[u32]> + '_>,
) -> Result<u32, &'static str> {
    for item in (*list).as_mut() {
        *item += 1;
    }
    third_async(attempts).await
}

#[retry(backoff = "none", borrow(counting, sum))]
fn lends_sync(
    attempts: &AtomicU32,
    counting: Counting,
    mut sum: Counting,
) -> Result<usize, &'static str> {
    sum.value.push(counting.look().try_into().unwrap_or(0));
    third(attempts)?;
    Ok(sum.value.len())
}

#[tokio::test]
async fn an_argument_that_is_only_borrowed_needs_no_clone() {
    let eight = Unique(8);
    assert_eq!(borrows_unique(&zero(), Unique(7), || eight.0), Ok(3));
    let result = borrows_unique(&zero(), Unique(7), move || eight.0);
    assert_eq!(result, Ok(3));
    let result = borrows_unique_async(&zero(), Unique(7), Box::<str>::from("text")).await;
    assert_eq!(result, Ok(3));
}

#[tokio::test]
async fn borrow_lends_one_value_to_every_attempt() {
    let mut list = [1, 2];
    let result = lends(&zero(), Box::new(&mut list[..])).await;
    assert_eq!((result, list), (Ok(3), [4, 5]));
    let ((counting, clones), (sum, sum_clones)) = (Counting::new(), Counting::new());
    assert_eq!(lends_sync(&zero(), counting, sum), Ok(2 + 3));
    assert_eq!((clones.load(Relaxed), sum_clones.load(Relaxed)), (0, 0));
}
