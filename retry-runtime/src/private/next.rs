//! What follows a failed attempt: something to do before the next one, or the result to return.

use std::time::Duration;

use crate::counts::Failed;

/// What to do before the next attempt.
pub trait Next: Default {
    /// This, or the result `R` to return, in a form that is returned in registers where `R` is.
    type Or<R>;

    fn or<R>(next: Result<Self, R>) -> Self::Or<R>;

    fn result<R>(next: Self::Or<R>) -> Result<Self, R>;
}

impl Next for Duration {
    type Or<R> = Result<Self, R>;

    #[inline]
    fn or<R>(next: Result<Self, R>) -> Result<Self, R> {
        next
    }

    #[inline]
    fn result<R>(next: Result<Self, R>) -> Result<Self, R> {
        next
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
    fn result<R>(next: Result<(), R>) -> Result<(), R> {
        next
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
    fn result<R>(next: FailedOr<R>) -> Result<Self, R> {
        match next {
            FailedOr::Immediate => Ok(Self::Immediate),
            FailedOr::Delayed => Ok(Self::Delayed),
            FailedOr::Result(result) => Err(result),
        }
    }
}

/// One enum, whose variants without a field take the place of values that `R` does not have.
pub enum FailedOr<R> {
    Result(R),
    Delayed,
    Immediate,
}
