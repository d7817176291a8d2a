//! The engine behind [`retry-attr`](https://docs.rs/retry-attr); use that crate.
//!
//! | module | decides |
//! |---|---|
//! | `policy` | what a policy is, its defaults and its checks |
//! | `backoff`, `jitter` | how long a delay is |
//! | `classify` | which errors are worth a retry |
//! | `policies` | the policies with a name |
//! | `engine` | whether there is another attempt, without I/O |
//! | `call` | one call: the engine, its clock and its events |
//! | `sleep`, `timeout` | how time passes, and when an attempt is cut |
//! | `event`, `attempt`, `idempotency` | what hooks and bodies are told |
//! | `run` | the loop without the attribute |
//! | `private` | what generated code calls |
#![forbid(unsafe_code)]
#![cfg_attr(docsrs, feature(doc_cfg))]

mod attempt;
mod backoff;
mod call;
mod classify;
mod engine;
mod event;
mod idempotency;
mod jitter;
mod nanos;
mod outcome;
pub mod policies;
mod policy;
#[doc(hidden)]
pub mod private;
mod random;
mod run;
mod sleep;
#[cfg(feature = "test-util")]
pub mod testing;
mod timeout;

pub use attempt::Attempt;
pub use backoff::Backoff;
pub use classify::{Classification, Classify};
pub use event::{Event, Reason};
pub use idempotency::IdempotencyKey;
pub use jitter::Jitter;
pub use outcome::{FromTimedOut, Missing, Outcome};
pub use policy::{Delays, InvalidPolicy, Policy, RetryAfter};
pub use timeout::TimedOut;
