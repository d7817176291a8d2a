//! Stands in for the crate of this name, with a clock that is set: simulated time passes as fast as it is computed.

use std::sync::atomic::{AtomicU64, Ordering::Relaxed};
use std::time::Duration;

static NOW: AtomicU64 = AtomicU64::new(0);

/// Sets the time.
pub fn set(now: Duration) {
    NOW.store(nanos(now), Relaxed);
}

/// Sets the time to so much later.
pub fn advance(length: Duration) {
    NOW.fetch_add(nanos(length), Relaxed);
}

fn nanos(length: Duration) -> u64 {
    u64::try_from(length.as_nanos()).unwrap_or(u64::MAX)
}

/// As in `std`, as far as retries need it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Instant(Duration);

impl Instant {
    pub fn now() -> Self {
        Self(Duration::from_nanos(NOW.load(Relaxed)))
    }

    pub fn checked_duration_since(&self, earlier: Self) -> Option<Duration> {
        self.0.checked_sub(earlier.0)
    }

    pub fn duration_since(&self, earlier: Self) -> Duration {
        self.0.saturating_sub(earlier.0)
    }

    pub fn checked_add(&self, length: Duration) -> Option<Self> {
        self.0.checked_add(length).map(Self)
    }
}
