//! Type parameters may have the names of types of generated code.

use std::sync::atomic::AtomicU32;

use retry_attr::retry;
use test_support::{third, zero};

#[retry(max = 3, backoff = "none")]
fn sync<Result, Ok: Clone>(attempts: &AtomicU32, one: Result, two: Ok) -> Option<(Result, Ok)>
where
    Result: Clone,
{
    third(attempts).ok()?;
    Some((one, two))
}

#[retry(max = 3, backoff = "none")]
async fn asynchronous<Option: Clone, Policy: Clone, Duration>(
    attempts: &AtomicU32,
    one: Option,
    two: Policy,
    three: Duration,
) -> Result<(Option, Policy), &'static str> {
    let _three = &three;
    third(attempts)?;
    Ok((one, two))
}

#[tokio::test]
async fn named_like_types_of_generated_code() {
    assert_eq!(sync(&zero(), 1, "two"), Some((1, "two")));
    assert_eq!(asynchronous(&zero(), 1, "two", ()).await, Ok((1, "two")));
}
