//! Arguments may have the names that generated code uses.

use std::sync::atomic::AtomicU32;

use retry_attr::retry;
use test_support::{third, zero};

#[allow(clippy::too_many_arguments)]
#[retry(max = 3, backoff = "none")]
fn named(
    call: &AtomicU32,
    site: u32,
    result: u32,
    delay: String,
    policy: Vec<u32>,
    mut counter: u32,
    attempt: u32,
    limit: &mut u32,
) -> Result<u32, &'static str> {
    counter += 1;
    *limit += 1;
    assert_eq!(delay.into_bytes(), b"delay");
    assert_eq!(policy.into_iter().max(), Some(1));
    assert_eq!((site, result, counter, attempt), (1, 2, 4, 4));
    third(call)
}

#[allow(clippy::too_many_arguments)]
#[retry(max = 3, backoff = "none", timeout = "1s", deadline = "1m", attempt = context)]
async fn named_async(
    call: &AtomicU32,
    site: u32,
    result: u32,
    delay: String,
    policy: Vec<u32>,
    mut counter: u32,
    attempt: u32,
    limit: &mut u32,
    (cut, output): (u32, String),
    (fresh, way): (Vec<u32>, String),
    original: String,
    classifier: String,
    what: String,
) -> Result<u32, String> {
    counter += 1;
    *limit += 1;
    tokio::task::yield_now().await;
    assert_eq!(delay.into_bytes(), b"delay");
    assert_eq!(policy.into_iter().max(), Some(1));
    assert_eq!((site, result, counter, attempt), (1, 2, 4, 4));
    assert_eq!(
        (cut, output.into_bytes(), fresh.into_iter().sum::<u32>()),
        (5, vec![], 0)
    );
    drop((way, original, classifier, what));
    assert_eq!(context.number(), *limit);
    third(call).map_err(str::to_owned)
}

#[tokio::test(start_paused = true)]
async fn arguments_named_like_locals_of_generated_code() {
    let (attempts, mut limit) = (zero(), 0);
    let delay = "delay".to_owned();
    let result = named(&attempts, 1, 2, delay.clone(), vec![1], 3, 4, &mut limit);
    assert_eq!((result, limit), (Ok(3), 3));
    let (attempts, mut limit) = (zero(), 0);
    let text = String::new;
    let result = named_async(
        &attempts,
        1,
        2,
        delay,
        vec![1],
        3,
        4,
        &mut limit,
        (5, text()),
        (vec![], text()),
        text(),
        text(),
        text(),
    );
    assert_eq!((result.await, limit), (Ok(3), 3));
}

#[retry(max = 3, backoff = "none")]
fn underscored(
    attempts: &AtomicU32,
    __text: String,
    text: String,
    __way_of_text: String,
    __arg0: (u32, u32),
    __self: u32,
    (_left, __ret): (u32, String),
) -> Result<u32, &'static str> {
    assert_eq!((take(__text), take(text), take(__way_of_text)), (1, 2, 3));
    assert_eq!((__arg0.0, __self, take(__ret)), (4, 5, 4));
    third(attempts)
}

#[retry(max = 3, backoff = "none")]
async fn underscored_async(
    attempts: &AtomicU32,
    __text: String,
    text: String,
    __way_of_text: String,
    __arg0: (u32, u32),
    __self: u32,
    (_left, __ret): (u32, String),
) -> Result<u32, &'static str> {
    let (__text, text, __way_of_text) = (__text, text, __way_of_text);
    assert_eq!((take(__text), take(text), take(__way_of_text)), (1, 2, 3));
    assert_eq!((__arg0.0, __self, take(__ret)), (4, 5, 4));
    third(attempts)
}

fn take(text: String) -> usize {
    text.into_bytes().len()
}

#[tokio::test]
async fn arguments_named_like_generated_arguments() {
    let [a, b, c, d] = [1, 2, 3, 4].map(|n| "x".repeat(n));
    let result = underscored(
        &zero(),
        a.clone(),
        b.clone(),
        c.clone(),
        (4, 4),
        5,
        (6, d.clone()),
    );
    assert_eq!(result, Ok(3));
    assert_eq!(
        underscored_async(&zero(), a, b, c, (4, 4), 5, (6, d)).await,
        Ok(3)
    );
}
