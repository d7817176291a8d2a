//! Attributes on the function and on its arguments, above and below `#[retry]`.

use std::sync::atomic::{AtomicU32, Ordering::Relaxed};

use retry_attr::retry;

use crate::calls::{Busy, Calls, assert_attempts, assert_attempts_async};

#[retry(max = 4, backoff = "none")]
fn conditional(
    #[cfg(test)] calls: &Calls,
    #[cfg(not(test))] missing: Missing,
    #[cfg(test)] text: String,
    #[cfg(not(test))] text: Missing,
    #[cfg(not(test))] (left, right): (Missing, Missing),
    #[allow(unused_variables)] unused: u32,
) -> Result<u32, Busy> {
    #[cfg(not(test))]
    drop((missing, left, right));
    drop(text);
    calls.call()
}

#[retry]
async fn conditional_async(
    #[cfg(test)] calls: &Calls,
    #[cfg(not(test))] missing: Missing,
    #[cfg(test)] text: String,
    #[cfg(not(test))] mut text: Missing,
    #[cfg(not(test))] (left, right): (Missing, Missing),
    #[cfg(test)] (mut sum, _): (u32, u32),
    #[allow(unused_variables)] unused: u32,
) -> Result<u32, Busy> {
    #[cfg(not(test))]
    drop((missing, left, right));
    drop(text);
    sum += 1;
    assert_eq!(sum, 2);
    calls.call_async().await
}

struct Service<'a>(&'a Calls);

impl Service<'_> {
    #[retry(max = 4, backoff = "none")]
    fn conditional(
        #[cfg(test)] self,
        #[cfg(not(test))] text: Missing,
        #[cfg(test)] mut text: String,
    ) -> Result<u32, Busy> {
        text.push('!');
        assert_eq!(text, "text!");
        self.0.call()
    }
}

#[tokio::test(start_paused = true)]
async fn cfg_on_arguments() {
    assert_attempts!(4, |calls| conditional(calls, String::new(), 0));
    assert_attempts_async!(|calls| conditional_async(calls, String::new(), (1, 0), 0));
    assert_attempts!(4, |calls| Service(calls).conditional("text".to_owned()));
}

/// Documented.
///
/// # Errors
///
/// Always.
#[must_use]
#[inline(always)]
#[allow(clippy::inline_always)]
#[retry(max = 4, backoff = "none")]
/// Between.
#[cfg(test)]
#[cold]
fn annotated(calls: &Calls) -> Option<u32> {
    calls.call().ok()
}

#[retry]
#[must_use]
#[doc = "Documented"]
#[inline]
#[cfg_attr(test, allow(unused))]
async fn annotated_async(calls: &Calls) -> Option<u32> {
    calls.call_async().await.ok()
}

#[cfg(not(test))]
#[retry(this is not read)]
fn absent() {}

#[tokio::test(start_paused = true)]
async fn built_in_attributes() {
    assert_eq!(annotated(&Calls::third()), Some(3));
    assert_eq!(annotated(&Calls::never()), None);
    assert_eq!(annotated_async(&Calls::third()).await, Some(3));
}

static ABOVE: Calls = Calls::third();
static BELOW: Calls = Calls::third();
static PLAIN: Calls = Calls::third();

#[tokio::test]
#[retry(max = 3, backoff = "none")]
async fn a_flaky_test_with_tokio_above() -> Result<(), Busy> {
    ABOVE.call_async().await?;
    Ok(())
}

#[retry(max = 3, backoff = "none")]
#[tokio::test]
async fn a_flaky_test_with_tokio_below() -> Result<(), Busy> {
    BELOW.call_async().await?;
    Ok(())
}

#[retry(max = 3, backoff = "none")]
#[test]
fn a_flaky_sync_test() -> Result<(), Busy> {
    PLAIN.call()?;
    Ok(())
}

#[retry(max = 4, backoff = "none")]
#[tokio::main(flavor = "current_thread")]
async fn main_below(calls: &Calls, text: String) -> Result<u32, Busy> {
    drop(text);
    calls.call_async().await
}

#[tokio::main(flavor = "current_thread")]
#[retry(max = 4, backoff = "none")]
async fn main_above(calls: &Calls, text: String) -> Result<u32, Busy> {
    drop(text);
    calls.call_async().await
}

#[test]
fn attribute_macros_that_make_the_function_sync() {
    assert_attempts!(4, |calls| main_below(calls, String::new()));
    assert_attempts!(4, |calls| main_above(calls, String::new()));
}

#[test]
fn inner_attributes_of_the_body() {
    #[retry(max = 4, backoff = "none")]
    fn function(calls: &Calls) -> Result<u32, Busy> {
        #![allow(unused_variables)]
        let unused = 1;
        calls.call()
    }
    assert_attempts!(4, |calls| function(calls));
}

#[tokio::test(start_paused = true)]
async fn inner_attributes_of_an_async_body() {
    #[retry]
    async fn function(calls: &Calls) -> Result<u32, Busy> {
        #![allow(unused_variables)]
        let unused = 1;
        calls.call_async().await
    }
    assert_attempts_async!(|calls| function(calls));
}

#[test]
fn an_attribute_on_statements_of_the_body() {
    static COUNT: AtomicU32 = AtomicU32::new(0);

    #[retry(max = 4, backoff = "none")]
    fn function(calls: &Calls) -> Result<u32, Busy> {
        #[cfg(not(test))]
        return missing();
        #[cfg(test)]
        COUNT.fetch_add(1, Relaxed);
        #[allow(clippy::let_and_return)]
        let result = calls.call();
        result
    }
    assert_attempts!(4, |calls| function(calls));
    assert_eq!(COUNT.load(Relaxed), 3 + 4);
}
