#![doc = include_str!("front_page.md")]
#![forbid(unsafe_code)]
#![cfg_attr(retry_attr_docs, feature(doc_cfg))]
// The documentation links to items behind features. CI checks the links with all of them.
#![cfg_attr(
    not(all(feature = "reqwest", feature = "registry", feature = "test-util")),
    allow(rustdoc::broken_intra_doc_links)
)]

#[cfg(any(doc, doctest))]
pub mod guide;

// The README is displayed as it is, without hidden lines, so each of its blocks compiles alone.
#[cfg(all(doctest, feature = "reqwest", feature = "stream", feature = "tokio"))]
#[doc = include_str!("../README.md")]
struct Readme;

/// Retries the function below it when it fails, or each function of the `impl` block below it that can.
///
/// The options, what they mean and their defaults are in the [table of the crate](crate#options), and what is done with
/// [an `impl` block](crate#above-an-impl-block) below it.
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

/// Implements [`Classify`](trait@Classify): each variant of an enum, or the struct, says what it means for a retry.
///
/// | above the variant | means |
/// |---|---|
/// | `#[classify(transient)]` | may go away by itself: retried after the backoff |
/// | `#[classify(unprocessed)]` | the same, and the server has surely not processed the request |
/// | `#[classify(throttled)]` | the server asks for fewer requests: retried |
/// | `#[classify(throttled, after = field)]` | the same, after the wait in the field: a `Duration` or an `Option<Duration>` |
/// | `#[classify(immediate)]` | what failed has been changed: retried without a delay |
/// | `#[classify(permanent)]` | the same request fails again: returned at once |
/// | `#[classify(permanent, until = field)]` | the same, until the instant in the field: a `SystemTime` or an `Option<SystemTime>` |
/// | `#[classify(forward)]` | what its field means: the only one, or the one marked `#[from]` or `#[source]` |
/// | `#[classify(forward = field)]` | what that field means |
///
/// A field is named, or counted where it has no name: `after = 0`. It is read in place and need not be `Copy`.
///
/// Every variant must say, and there is no default for an enum, so that a variant added later does not compile until
/// somebody has decided. Attributes of other derives, such as `#[error("...")]`, are left alone.
///
/// A field that is forwarded to answers by its own `Classify`; if it has none and is an [`Error`](std::error::Error),
/// by the first error in its chain of sources that this crate knows; else it is transient. If its type depends on a
/// type parameter of the enum, the impl is for those that are `Classify`.
///
/// That the call gave up is told to a field that is forwarded to, by [`Classify::gave_up`].
///
/// `#[classify(crate = ::my_crate::retry_attr)]` on the type, below the derive, says where this crate lives when it is
/// re-exported.
///
/// # Example
///
/// ```
/// use std::time::{Duration, SystemTime};
///
/// use retry_attr::{Classification, Classify, retry};
///
/// #[derive(Debug, Classify)]
/// enum ApiError {
///     #[classify(transient)]
///     Overloaded,
///     #[classify(throttled, after = retry_after)]
///     RateLimited { retry_after: Option<Duration> },
///     #[classify(permanent, until = 0)]
///     QuotaExceeded(SystemTime),
///     #[classify(permanent)]
///     InvalidRequest(String),
///     #[classify(forward)]
///     Io(std::io::Error),
/// }
///
/// #[retry(base = "1ms")]
/// fn ask(attempts: &mut u32) -> Result<(), ApiError> {
///     *attempts += 1;
///     Err(ApiError::InvalidRequest("no prompt".to_owned()))
/// }
///
/// let mut attempts = 0;
/// assert!(ask(&mut attempts).is_err());
/// assert_eq!(attempts, 1);
///
/// let wait = Some(Duration::from_secs(3));
/// let limited = ApiError::RateLimited { retry_after: wait };
/// assert_eq!(limited.classify(), Classification::throttled(wait));
/// ```
///
/// # Example: a variant that does not say
///
/// ```compile_fail
/// # use retry_attr::Classify;
/// #[derive(Classify)]
/// enum ApiError {
///     #[classify(transient)]
///     Overloaded,
///     InvalidRequest(String), // `InvalidRequest` does not say what it means for a retry
/// }
/// ```
pub use retry_macros::Classify;

#[cfg(feature = "registry")]
#[cfg_attr(retry_attr_docs, doc(cfg(feature = "registry")))]
pub use retry_runtime::registry;
#[cfg(feature = "test-util")]
#[cfg_attr(retry_attr_docs, doc(cfg(feature = "test-util")))]
pub use retry_runtime::testing;
#[cfg(feature = "api")]
#[cfg_attr(retry_attr_docs, doc(cfg(feature = "api")))]
pub use retry_runtime::{ApiError, api, clients};
pub use retry_runtime::{
    Attempt, Backoff, Classification, Classify, DelayRanges, Delays, Event, FromTimedOut, GaveUp,
    IdempotencyKey, IntoError, InvalidPolicy, Jitter, Missing, Outcome, Policy, Reason, RetryAfter,
    Snapshot, TimedOut, Upstream, WithUpstream, classify, policies,
};
#[cfg(feature = "hook")]
#[cfg_attr(retry_attr_docs, doc(cfg(feature = "hook")))]
pub use retry_runtime::{HookIsSet, set_hook};

#[doc(hidden)]
pub use retry_runtime::private as __private;
