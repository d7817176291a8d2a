#![doc = include_str!("../README.md")]
#![forbid(unsafe_code)]
#![cfg_attr(retry_attr_docs, feature(doc_cfg))]

#[cfg(any(doc, doctest))]
pub mod guide;

#[doc = include_str!("retry.md")]
pub use retry_macros::retry;

#[doc = include_str!("derive.md")]
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
