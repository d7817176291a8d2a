//! A length of time in whole nanoseconds, saturating at `u64::MAX` (584 years).
//!
//! Half the size of a `Duration`, which counts in futures, and with arithmetic that cannot fail.

use std::fmt;
use std::time::Duration;

#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Nanos(pub(crate) u64);

impl Nanos {
    pub(crate) const ZERO: Self = Self(0);

    pub(crate) const fn new(duration: Duration) -> Self {
        let nanos = duration.as_nanos();
        if nanos > u64::MAX as u128 {
            Self(u64::MAX)
        } else {
            #[allow(clippy::cast_possible_truncation)] // just compared
            Self(nanos as u64)
        }
    }

    pub(crate) const fn duration(self) -> Duration {
        Duration::from_nanos(self.0)
    }
}

impl fmt::Debug for Nanos {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.duration().fmt(f)
    }
}
