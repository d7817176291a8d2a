//! One attribute that retries a function.

pub use retry_macros::retry;
#[cfg(feature = "test-util")]
pub use retry_runtime::testing;
pub use retry_runtime::{
    Attempt, Backoff, Classification, Classify, Delays, Event, FromTimedOut, InvalidPolicy, Jitter,
    Missing, Outcome, Policy, Reason, RetryAfter, TimedOut,
};

#[doc(hidden)]
pub use retry_runtime::private as __private;
