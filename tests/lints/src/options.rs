//! Every option.

#[cfg(feature = "annotated")]
use retry_attr::{Backoff, Classification, Event, Jitter, Policy, Upstream, retry};

use crate::functions::Failure;

/// A policy.
#[cfg(feature = "annotated")]
const PATIENT: Policy = Policy::new().max(6).jitter(Jitter::Full);

/// A number of attempts.
#[cfg(feature = "annotated")]
const MAX: u32 = 4;

/// What calls share.
#[cfg(feature = "annotated")]
static UPSTREAM: Upstream = Upstream::new("upstream");

/// A hook.
#[cfg(feature = "annotated")]
fn log(event: &Event<'_>) {
    drop(event.to_string());
}

/// Delays.
///
/// # Errors
///
/// If it is empty.
#[cfg_attr(
    feature = "annotated",
    retry(
        max = 4,
        base = "10ms",
        factor = 1.5,
        cap = "1s",
        jitter = 0.25,
        retry_after = "ignore"
    )
)]
pub fn delays(text: String) -> Result<String, String> {
    if text.trim().is_empty() {
        Err(text)
    } else {
        Ok(text)
    }
}

/// Constants.
///
/// # Errors
///
/// If it is empty.
#[cfg_attr(feature = "annotated", retry(max = MAX, backoff = Backoff::Fixed, jitter = Jitter::Equal))]
pub fn constants(text: String) -> Result<String, String> {
    if text.trim().is_empty() {
        Err(text)
    } else {
        Ok(text)
    }
}

/// Predicates and hooks.
///
/// # Errors
///
/// If it is empty.
#[cfg_attr(
    feature = "annotated",
    retry(
        when = |error: &String| error.is_empty(),
        when_ok = |answer: &String| answer.len() == 1,
        on_retry = log,
        on_give_up = log,
        on_recover = log,
        attempt = attempt,
        deadline = "1m"
    )
)]
pub fn told(text: String) -> Result<String, String> {
    if text.trim().is_empty() {
        Err(text)
    } else {
        Ok(text)
    }
}

/// Predicates and hooks, later.
///
/// # Errors
///
/// If it is empty.
#[cfg_attr(
    feature = "annotated",
    retry(
        when = |error: &Failure| error.message.is_empty(),
        when_ok = |answer: &String| answer.len() == 1,
        on_retry = log,
        on_give_up = |event| log(event),
        on_recover = |event| log(event),
        attempt = attempt,
        timeout = "1s",
        deadline = "1m"
    )
)]
pub async fn told_async(text: String) -> Result<String, Failure> {
    std::future::ready(()).await;
    if text.is_empty() {
        Err(Failure { message: text })
    } else {
        Ok(text)
    }
}

/// What an error means.
///
/// # Errors
///
/// If it is empty.
#[cfg_attr(
    feature = "annotated",
    retry(classify = |_| Classification::permanent())
)]
pub fn classified(text: String) -> Result<String, String> {
    if text.trim().is_empty() {
        Err(text)
    } else {
        Ok(text)
    }
}

/// A constant policy.
///
/// # Errors
///
/// If it is empty.
#[cfg_attr(feature = "annotated", retry(policy = PATIENT, max = 3))]
pub fn constant_policy(text: String) -> Result<String, String> {
    if text.trim().is_empty() {
        Err(text)
    } else {
        Ok(text)
    }
}

/// A constant policy, later.
///
/// # Errors
///
/// If it is empty.
#[cfg_attr(feature = "annotated", retry(policy = PATIENT, max = 3))]
pub async fn constant_policy_async(text: String) -> Result<String, Failure> {
    std::future::ready(()).await;
    if text.is_empty() {
        Err(Failure { message: text })
    } else {
        Ok(text)
    }
}

/// A policy known at run time.
///
/// # Errors
///
/// If it is empty.
#[cfg_attr(feature = "annotated", retry(policy = PATIENT.max(u32::from(text.is_empty()).saturating_add(1))))]
pub async fn policy_at_run_time(text: &str) -> Result<usize, Failure> {
    std::future::ready(()).await;
    if text.is_empty() {
        Err(Failure {
            message: text.to_owned(),
        })
    } else {
        Ok(text.len())
    }
}

/// A policy known at run time that cuts nothing.
///
/// # Errors
///
/// If it is empty.
#[cfg_attr(feature = "annotated", retry(policy = PATIENT.max(u32::from(text.is_empty()).saturating_add(1)), cut = false))]
pub async fn never_cut(text: &str) -> Result<usize, String> {
    std::future::ready(()).await;
    if text.is_empty() {
        Err(text.to_owned())
    } else {
        Ok(text.len())
    }
}

/// Shared.
///
/// # Errors
///
/// If it is empty.
#[cfg_attr(feature = "annotated", retry(upstream = UPSTREAM))]
pub fn shared(text: String) -> Result<String, String> {
    if text.trim().is_empty() {
        Err(text)
    } else {
        Ok(text)
    }
}

/// Shared, and async.
///
/// # Errors
///
/// If it is empty.
#[cfg_attr(feature = "annotated", retry(upstream = &UPSTREAM, deadline = "1m"))]
pub async fn shared_async(text: &str) -> Result<usize, Failure> {
    std::future::ready(()).await;
    if text.is_empty() {
        Err(Failure {
            message: text.to_owned(),
        })
    } else {
        Ok(text.len())
    }
}

/// Another sleeper.
///
/// # Errors
///
/// If it is empty.
#[cfg_attr(feature = "annotated", retry(sleep = |_| std::future::ready(())))]
pub async fn sleeper(text: &str) -> Result<usize, String> {
    std::future::ready(()).await;
    if text.is_empty() {
        Err(text.to_owned())
    } else {
        Ok(text.len())
    }
}

/// An argument that stays.
///
/// # Errors
///
/// If it is empty.
#[cfg_attr(feature = "annotated", retry(borrow(list)))]
pub fn stays(mut list: Vec<u32>) -> Result<usize, String> {
    list.push(1);
    (list.len() > 2)
        .then_some(list.len())
        .ok_or_else(String::new)
}

/// The error before, and another function.
///
/// # Errors
///
/// If it is empty.
#[cfg_attr(
    feature = "annotated",
    retry(
        throttled = 5,
        idempotent = false,
        last_error = _last,
        fallback = other,
        fallback_when = String::is_empty
    )
)]
pub fn with_fallback(text: &str) -> Result<String, String> {
    if text.is_empty() {
        Err(String::new())
    } else {
        Ok(text.to_owned())
    }
}

/// What it falls back to.
///
/// # Errors
///
/// If it is blank.
pub fn other(text: &str) -> Result<String, String> {
    if text.trim().is_empty() {
        Err(String::new())
    } else {
        Ok(text.to_owned())
    }
}

/// The same, later.
///
/// # Errors
///
/// If it is empty.
#[cfg_attr(
    feature = "annotated",
    retry(last_error = _last, fallback = other_async)
)]
pub async fn with_fallback_async(text: String) -> Result<String, String> {
    std::future::ready(()).await;
    if text.is_empty() { Err(text) } else { Ok(text) }
}

/// What it falls back to.
///
/// # Errors
///
/// If it is blank.
pub async fn other_async(text: String) -> Result<String, String> {
    std::future::ready(()).await;
    if text.trim().is_empty() {
        Err(text)
    } else {
        Ok(text)
    }
}
