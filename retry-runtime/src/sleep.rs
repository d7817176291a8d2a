//! How time passes: the clocks and the sleepers.
//!
//! Time is read from the clock that sleeps: tokio's for async functions, so that all is exact under a paused
//! one, and the system's monotonic clock for sync functions.

use std::time::{Duration, Instant};

/// Which clock a call reads.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Clock {
    /// `std::time::Instant`.
    System,
    /// `tokio::time::Instant`, which is the system's unless paused.
    #[cfg(feature = "tokio")]
    Tokio,
}

impl Clock {
    /// The clock of async functions.
    pub const ASYNC: Self = {
        #[cfg(feature = "tokio")]
        {
            Self::Tokio
        }
        #[cfg(not(feature = "tokio"))]
        {
            Self::System
        }
    };

    pub(crate) fn now(self) -> Instant {
        let now = match self {
            Self::System => Instant::now(),
            #[cfg(feature = "tokio")]
            Self::Tokio => tokio::time::Instant::now().into_std(),
        };
        #[cfg(feature = "test-util")]
        let now = now.checked_add(crate::testing::skipped()).unwrap_or(now);
        now
    }
}

/// The sleeper of async functions.
#[cfg(feature = "tokio")]
pub use tokio::time::sleep;

/// The sleeper of sync functions.
pub fn sleep_blocking(delay: Duration) {
    if !delay.is_zero() {
        std::thread::sleep(delay);
    }
}
