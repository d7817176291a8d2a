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
