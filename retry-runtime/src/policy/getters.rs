//! What the options of a policy are set to. `get_` before the option's name, as in `std::process::Command`: the name
//! alone sets it.

use std::time::Duration;

use super::{Policy, RetryAfter};
use crate::backoff::Backoff;
use crate::jitter::Jitter;
use crate::nanos::Nanos;

impl Policy {
    /// The number of attempts, including the first; see [`max`](Self::max).
    #[must_use]
    pub const fn get_max(&self) -> u32 {
        self.max
    }

    /// How many throttled attempts there may be, or `None` if they count towards `max`; see
    /// [`throttled`](Self::throttled).
    #[must_use]
    pub const fn get_throttled(&self) -> Option<u32> {
        self.throttled
    }

    /// Whether the server may be asked twice; see [`idempotent`](Self::idempotent).
    #[must_use]
    pub const fn get_idempotent(&self) -> bool {
        self.idempotent
    }

    /// The shape of the delays; see [`backoff`](Self::backoff).
    #[must_use]
    pub const fn get_backoff(&self) -> Backoff {
        self.backoff
    }

    /// The first delay; see [`base`](Self::base).
    #[must_use]
    pub const fn get_base(&self) -> Duration {
        self.base.duration()
    }

    /// The growth from one delay to the next; see [`factor`](Self::factor).
    #[must_use]
    pub const fn get_factor(&self) -> f64 {
        self.factor
    }

    /// The longest delay that the policy computes; see [`cap`](Self::cap).
    #[must_use]
    pub const fn get_cap(&self) -> Duration {
        self.cap.duration()
    }

    /// The randomness of the delays; see [`jitter`](Self::jitter).
    #[must_use]
    pub const fn get_jitter(&self) -> Jitter {
        self.jitter
    }

    /// The limit on one attempt, or `None` if there is none; see [`timeout`](Self::timeout).
    #[must_use]
    pub const fn get_timeout(&self) -> Option<Duration> {
        limit(self.timeout)
    }

    /// The limit on the whole call, or `None` if there is none; see [`deadline`](Self::deadline).
    #[must_use]
    pub const fn get_deadline(&self) -> Option<Duration> {
        limit(self.deadline)
    }

    /// What to do with a delay that the server names; see [`retry_after`](Self::retry_after).
    #[must_use]
    pub const fn get_retry_after(&self) -> RetryAfter {
        match self.retry_after {
            None => RetryAfter::Ignore,
            Some(longest) => RetryAfter::AtMost(longest.duration()),
        }
    }
}

const fn limit(limit: Nanos) -> Option<Duration> {
    if limit.0 == super::UNLIMITED.0 {
        None
    } else {
        Some(limit.duration())
    }
}
