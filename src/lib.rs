#![doc = include_str!("../README.md")]
#![forbid(unsafe_code)]
#![cfg_attr(docsrs, feature(doc_cfg))]

/// Retries the function below it when it fails.
///
/// The options, what they mean and their defaults are in the [table of the crate](crate#options).
///
/// # Example
///
/// ```
/// use retry_attr::retry;
///
/// #[retry(max = 5, base = "1ms", jitter)]
/// fn read_config(path: &str) -> std::io::Result<String> {
///     std::fs::read_to_string(path)
/// }
///
/// // A missing file is a permanent error: there is one attempt.
/// assert!(read_config("/no/such/file").is_err());
/// ```
///
/// # Example: what is refused
///
/// ```compile_fail
/// # use retry_attr::retry;
/// #[retry(max = 0)] // `max` counts every attempt, the first included, so it must be at least 1
/// fn ask() -> Result<(), String> {
///     Ok(())
/// }
/// ```
pub use retry_macros::retry;

#[cfg(feature = "test-util")]
#[cfg_attr(docsrs, doc(cfg(feature = "test-util")))]
pub use retry_runtime::testing;
pub use retry_runtime::{
    Attempt, Backoff, Classification, Classify, Delays, Event, FromTimedOut, InvalidPolicy, Jitter,
    Missing, Outcome, Policy, Reason, RetryAfter, TimedOut,
};

#[doc(hidden)]
pub use retry_runtime::private as __private;
