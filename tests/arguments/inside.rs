//! `mut` arguments live in the body's own scope: they may borrow from its locals, as in a plain function.

use std::borrow::Cow;
use std::sync::atomic::AtomicU32;

use retry_attr::retry;
use test_support::{third, zero};

use crate::third_async;

#[retry(backoff = "none")]
fn borrows_from_locals(
    attempts: &AtomicU32,
    mut headers: Vec<(&str, &str)>,
    mut path: &str,
    mut text: Cow<'_, str>,
    (mut first,): (&str,),
    key: String,
) -> Result<(usize, String), &'static str> {
    let auth = format!("Bearer {key}");
    headers.push(("authorization", &auth));
    let longer = format!("{path}/chat");
    path = &longer;
    let upper = first.to_uppercase();
    first = &upper;
    text = Cow::Borrowed(&longer);
    let seen = (headers.len(), format!("{path} {text} {first}"));
    third(attempts)?;
    Ok(seen)
}

#[retry(backoff = "none")]
async fn borrows_from_locals_async(
    attempts: &AtomicU32,
    mut headers: Vec<(&str, &str)>,
    mut path: &str,
    mut text: Cow<'_, str>,
    (mut first,): (&str,),
    key: String,
) -> Result<(usize, String), &'static str> {
    let auth = format!("Bearer {key}");
    headers.push(("authorization", &auth));
    let longer = format!("{path}/chat");
    path = &longer;
    let upper = first.to_uppercase();
    first = &upper;
    text = Cow::Borrowed(&longer);
    let seen = (headers.len(), format!("{path} {text} {first}"));
    third_async(attempts).await?;
    Ok(seen)
}

#[tokio::test]
async fn mut_arguments_borrow_from_locals_of_the_body() {
    let headers = vec![("accept", "text/event-stream")];
    let seen = (2, "/v1/chat /v1/chat A".to_string());
    let (text, key) = (Cow::Borrowed("x"), "k".to_string());
    let result = borrows_from_locals(
        &zero(),
        headers.clone(),
        "/v1",
        text.clone(),
        ("a",),
        key.clone(),
    );
    assert_eq!(result, Ok(seen.clone()), "from the caller's values");
    let result = borrows_from_locals_async(&zero(), headers, "/v1", text, ("a",), key).await;
    assert_eq!(result, Ok(seen));
}

struct Counter {
    calls: u32,
}

/// A closure that cannot be cloned keeps what it counts from attempt to attempt, as in a loop by hand.
#[retry(backoff = "none")]
fn calls<G>(
    attempts: &AtomicU32,
    mut next: impl FnMut() -> u32,
    mut other: G,
    mut boxed: Box<dyn FnMut() -> u32>,
) -> Result<[u32; 3], &'static str>
where
    G: FnMut() -> u32,
{
    let seen = [next(), other(), boxed()];
    third(attempts)?;
    Ok(seen)
}

#[retry(backoff = "none")]
async fn calls_async<G: FnMut() -> u32>(
    attempts: &AtomicU32,
    mut next: impl FnMut() -> u32,
    mut other: G,
) -> Result<[u32; 2], &'static str> {
    let seen = [next(), other()];
    third_async(attempts).await?;
    Ok(seen)
}

#[tokio::test]
async fn closures_that_cannot_be_cloned_are_called_again() {
    let counter = || {
        let mut counter = Counter { calls: 0 };
        move || {
            counter.calls += 1;
            counter.calls
        }
    };
    let result = calls(&zero(), counter(), counter(), Box::new(counter()));
    assert_eq!(result, Ok([3, 3, 3]));
    let result = calls_async(&zero(), counter(), counter()).await;
    assert_eq!(result, Ok([3, 3]));
}
