//! The engine behind [`retry-attr`](https://docs.rs/retry-attr). Use that crate instead of this one.
//!
//! | module | decides |
//! |---|---|
//! | `policy` | what a policy is, its defaults and its checks, in text and in files |
//! | `backoff`, `jitter` | how long one delay is |
//! | `schedule` | the delays of one call, in order |
//! | `duration` | durations in text |
//! | `delays` | the delays of a policy, without a call |
//! | `classify` | which errors are worth a retry |
//! | `api` | what a failed reply of an AI API means |
//! | `clients` | what the errors of HTTP and AI clients mean |
//! | `policies` | the policies with a name |
//! | `engine` | whether another attempt follows, without I/O |
//! | `call` | one call: the engine, its clock and its events |
//! | `sleep`, `timeout` | how time passes, and when an attempt is cut |
//! | `host` | where clocks, sleep and entropy come from: a system, or JavaScript |
//! | `upstream` | what calls share because one server answers them |
//! | `event`, `attempt`, `idempotency` | what hooks and bodies see |
//! | `site` | the name of a function in events |
//! | `hooks` | who gets events |
//! | `hook`, `trace`, `metrics`, `registry` | the hook of the program, and the features of these names; `trace` is `tracing` |
//! | `run`, `attempts` | the loop without the attribute |
//! | `stream` | an attempt that lasts until the first item of its stream |
//! | `private` | what generated code calls |
#![forbid(unsafe_code)]
#![cfg_attr(retry_attr_docs, feature(doc_cfg))]
// A browser hands over bodies in whole, so nothing there reads them as they arrive.
#![cfg_attr(
    target_arch = "wasm32",
    allow(dead_code, unreachable_pub, unused_imports)
)]

// First, as rustdoc keeps the order: `Policy::new` comes above the methods of other modules.
mod policy;

#[cfg(feature = "api")]
#[cfg_attr(retry_attr_docs, doc(cfg(feature = "api")))]
pub mod api;
mod attempt;
mod attempts;
mod backoff;
mod call;
pub mod classify;
#[cfg(feature = "api")]
#[cfg_attr(retry_attr_docs, doc(cfg(feature = "api")))]
pub mod clients;
mod counts;
mod delays;
#[cfg(feature = "serde")]
mod duration;
mod engine;
mod event;
mod give_up;
#[cfg(feature = "hook")]
mod hook;
mod hooks;
mod host;
mod idempotency;
mod jitter;
#[cfg(feature = "metrics")]
mod metrics;
mod nanos;
mod outcome;
pub mod policies;
#[doc(hidden)]
pub mod private;
mod random;
#[cfg(feature = "registry")]
#[cfg_attr(retry_attr_docs, doc(cfg(feature = "registry")))]
pub mod registry;
mod run;
mod schedule;
mod site;
mod sleep;
#[cfg(test)]
mod strategies;
#[cfg(feature = "stream")]
mod stream;
#[cfg(feature = "test-util")]
#[cfg_attr(retry_attr_docs, doc(cfg(feature = "test-util")))]
pub mod testing;
mod timeout;
#[cfg(feature = "tracing")]
mod trace;
mod upstream;

#[cfg(feature = "api")]
#[cfg_attr(retry_attr_docs, doc(cfg(feature = "api")))]
pub use api::ApiError;
pub use attempt::Attempt;
pub use backoff::Backoff;
#[doc(inline)]
pub use classify::{Classification, Classify};
pub use delays::{DelayRanges, Delays};
pub use event::{Event, Reason};
pub use give_up::GaveUp;
#[cfg(feature = "hook")]
#[cfg_attr(retry_attr_docs, doc(cfg(feature = "hook")))]
pub use hook::{HookIsSet, set_hook};
pub use idempotency::IdempotencyKey;
pub use jitter::Jitter;
pub use outcome::{FromTimedOut, IntoError, Missing, Outcome};
pub use policy::{InvalidPolicy, Policy, RetryAfter};
pub use timeout::TimedOut;
#[doc(hidden)]
pub use upstream::Shared;
pub use upstream::{Snapshot, Upstream, WithUpstream};
