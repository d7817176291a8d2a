//! Generated code calls no methods of the caller's traits and brings no methods into scope.

use std::sync::atomic::AtomicU32;

use retry_attr::retry;
use test_support::{third, zero};

#[allow(dead_code)] // in scope is all it takes
trait Extension {
    fn take(&self, _: &str) -> u32 {
        1
    }
    fn fresh(&self) -> u32 {
        2
    }
    fn ways(&self) -> u32 {
        3
    }
    fn classifier(&self) -> u32 {
        4
    }
    fn is_zero(&self) -> u32 {
        5
    }
    fn limit(&self) -> u32 {
        6
    }
    fn shower(&self) -> u32 {
        7
    }
    fn back(&self) -> u32 {
        8
    }
    fn as_result(&self) -> u32 {
        9
    }
}

impl<T> Extension for T {}

#[retry(
    max = 3,
    backoff = "none",
    when = |error: &&str| error.classifier() + error.shower() == 11,
    on_retry = |event: &retry_attr::Event<'_>| assert_eq!(event.limit(), 6)
)]
fn sync(attempts: &AtomicU32, list: Vec<u32>, mut text: String) -> Result<u32, &'static str> {
    assert_eq!(text.fresh() + list.ways() + 7.limit() + 7.back(), 19);
    text.push('x');
    drop(list);
    let result = third(attempts);
    assert_eq!(result.as_result(), 9);
    result
}

#[retry(max = 3, backoff = "none", timeout = "1m", policy = retry_attr::Policy::new())]
async fn asynchronous(attempts: &AtomicU32, list: Vec<u32>) -> Result<u32, String> {
    drop(list);
    third(attempts).map_err(str::to_owned)
}

#[tokio::test(start_paused = true)]
async fn of_a_trait_of_the_callers() {
    assert_eq!(sync(&zero(), vec![], String::new()), Ok(3));
    assert_eq!(asynchronous(&zero(), vec![]).await, Ok(3));
}
