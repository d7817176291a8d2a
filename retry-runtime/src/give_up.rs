//! That a call gave up, as its error is told.

use crate::event::Reason;

/// How a call gave up. It is passed to [`Classify::gave_up`](crate::Classify::gave_up).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct GaveUp {
    attempts: u32,
    reason: Reason,
}

impl GaveUp {
    /// A call that gave up after this many attempts, for this reason.
    #[must_use]
    pub const fn new(attempts: u32, reason: Reason) -> Self {
        Self { attempts, reason }
    }

    /// The number of attempts that the call made, including the first.
    #[must_use]
    pub const fn attempts(self) -> u32 {
        self.attempts
    }

    /// Why the call gave up.
    #[must_use]
    pub const fn reason(self) -> Reason {
        self.reason
    }
}
