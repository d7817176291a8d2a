//! How time passes.
//!
//! Time is read from the clock that sleeps: the runtime's for async functions, so that all is exact under a paused
//! one, and the system's monotonic clock for sync functions.

use std::sync::OnceLock;
use std::time::Duration;

use crate::host::{self, Instant};

/// Which clock a call reads.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Clock {
    /// `std::time::Instant`, or `performance` of JavaScript.
    System,
    /// That of the runtime, which is the system's unless paused.
    #[cfg(feature = "tokio")]
    Runtime,
}

impl Clock {
    /// The clock of async functions.
    pub const ASYNC: Self = {
        #[cfg(feature = "tokio")]
        {
            Self::Runtime
        }
        #[cfg(not(feature = "tokio"))]
        {
            Self::System
        }
    };

    pub(crate) fn now(self) -> Moment {
        let now = match self {
            Self::System => Instant::now(),
            #[cfg(feature = "tokio")]
            Self::Runtime => host::now(),
        };
        #[cfg(feature = "test-util")]
        let now = now.checked_add(crate::testing::skipped()).unwrap_or(now);
        Moment::new(now)
    }
}

/// A reading of a clock in nanoseconds, half the size of an `Instant`, which counts in futures.
///
/// Counted from 36 years before the first reading in the process, as a paused clock may lie before that.
#[derive(Clone, Copy, Debug, Hash)]
pub(crate) struct Moment(i64);

impl Moment {
    /// Stands for no reading. Zero, as a call starts cheapest with all its words alike.
    pub(crate) const NONE: Self = Self(0);

    /// The first reading.
    const FIRST: i64 = 1 << 60;

    fn new(now: Instant) -> Self {
        static FIRST: OnceLock<Instant> = OnceLock::new();
        let first = *FIRST.get_or_init(|| now);
        let nanos = |length: Duration| i64::try_from(length.as_nanos()).unwrap_or(i64::MAX);
        Self(match now.checked_duration_since(first) {
            Some(after) => Self::FIRST.saturating_add(nanos(after)),
            None => Self::FIRST.saturating_sub(nanos(first.duration_since(now))),
        })
    }

    #[inline]
    pub(crate) const fn is_none(self) -> bool {
        self.0 == Self::NONE.0
    }

    /// In seconds, for what computes rates: exact to the nanosecond for a hundred days.
    #[allow(clippy::cast_precision_loss)]
    pub(crate) fn seconds(self) -> f64 {
        (self.0 - Self::FIRST) as f64 / 1e9
    }

    /// The time since `earlier`; zero if it is later or none.
    pub(crate) fn since(self, earlier: Self) -> Duration {
        if earlier.is_none() {
            return Duration::ZERO;
        }
        let nanos = self.0.saturating_sub(earlier.0);
        Duration::from_nanos(u64::try_from(nanos).unwrap_or(0))
    }
}

/// The sleeper of sync functions.
pub fn sleep_blocking(delay: Duration) {
    if !delay.is_zero() {
        host::block(delay);
    }
}
