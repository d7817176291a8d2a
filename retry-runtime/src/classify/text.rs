//! By the text of an error, where somebody asks for that.

use std::fmt::Display;

use super::{Classification, Classify};
use crate::ApiError;

/// Classifies an error by its text, as [`ApiError::from_text`] reads it, for clients that this crate does not know.
///
/// Pass it to `#[retry(classify = classify::by_text)]` or [`Policy::run_with`](crate::Policy::run_with). It is never
/// used unless you name it. The text is formatted with `{:#}`, with which `anyhow` and `eyre` include the sources.
///
/// # Example
///
/// ```
/// use retry_attr::{Backoff, Policy, classify};
///
/// let mut attempts = 0;
/// let policy = Policy::new().backoff(Backoff::None);
/// let answer: Result<(), String> = policy.run_blocking_with(classify::by_text, || {
///     attempts += 1;
///     Err("HTTP 401 Unauthorized: wrong key".to_owned())
/// });
/// assert_eq!((answer.is_err(), attempts), (true, 1));
/// ```
#[must_use]
pub fn by_text<E: Display + ?Sized>(error: &E) -> Classification {
    ApiError::from_text(&format!("{error:#}")).classify()
}
