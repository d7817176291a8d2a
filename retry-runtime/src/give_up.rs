//! That a call gave up, as its error is told.

use crate::event::Reason;

/// How a call gave up: what [`Classify::gave_up`](crate::Classify::gave_up) is told.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct GaveUp {
    attempts: u32,
    reason: Reason,
}

impl GaveUp {
    /// After so many attempts, for this reason.
    #[must_use]
    pub const fn new(attempts: u32, reason: Reason) -> Self {
        Self { attempts, reason }
    }

    /// The attempts that the call made, the first included.
    #[must_use]
    pub const fn attempts(self) -> u32 {
        self.attempts
    }

    /// Why there is no other attempt.
    #[must_use]
    pub const fn reason(self) -> Reason {
        self.reason
    }
}
