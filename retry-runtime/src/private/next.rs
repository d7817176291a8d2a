//! What follows a failed attempt: something to do before the next one, or the result to return.

use std::time::Duration;

use crate::counts::Failed;

/// What to do before the next attempt.
pub trait Next: Default {
    /// This, or the result `R` to return, in a form that is returned in registers where `R` is.
    type Or<R>;

    fn or<R>(next: Result<Self, R>) -> Self::Or<R>;

    /// Sets `next`, or returns the result.
    fn take<R>(or: Self::Or<R>, next: &mut Self) -> Option<R>;
}

impl Next for Duration {
    type Or<R> = Result<Self, R>;

    #[inline]
    fn or<R>(next: Result<Self, R>) -> Result<Self, R> {
        next
    }

    #[inline]
    fn take<R>(or: Result<Self, R>, next: &mut Self) -> Option<R> {
        match or {
            Ok(delay) => *next = delay,
            Err(result) => return Some(result),
        }
        None
    }
}

/// Nothing: the delay is over.
impl Next for () {
    type Or<R> = Result<(), R>;

    #[inline]
    fn or<R>(next: Result<(), R>) -> Result<(), R> {
        next
    }

    #[inline]
    fn take<R>(or: Result<(), R>, (): &mut ()) -> Option<R> {
        or.err()
    }
}

/// Counting.
impl Next for Failed {
    type Or<R> = FailedOr<R>;

    #[inline]
    fn or<R>(next: Result<Self, R>) -> FailedOr<R> {
        match next {
            Ok(Self::Immediate) => FailedOr::Immediate,
            // Not counted apart where this is asked for.
            Ok(Self::Delayed | Self::Throttled) => FailedOr::Delayed,
            Err(result) => FailedOr::Result(result),
        }
    }

    #[inline]
    fn take<R>(or: FailedOr<R>, next: &mut Self) -> Option<R> {
        match or {
            FailedOr::Result(result) => return Some(result),
            FailedOr::Immediate => *next = Self::Immediate,
            FailedOr::Delayed => *next = Self::Delayed,
        }
        None
    }
}

/// One enum, whose variants without a field take the place of values that `R` does not have.
pub enum FailedOr<R> {
    Result(R),
    Delayed,
    Immediate,
}
