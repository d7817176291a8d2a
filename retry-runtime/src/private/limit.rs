//! Whether attempts are cut, known at compile time: only then is there a timer in the future, and only then must
//! the return type have a value for a cut attempt.

use std::future::Future;
use std::pin::Pin;
use std::task::{Context, Poll};

use pin_project_lite::pin_project;

use super::clone_or_move::Never;
use crate::outcome::{FromTimedOut, Outcome};
use crate::timeout::{Cut, Limited, TimedOut};

/// Attempts are cut (`true`) or run to their end (`false`).
#[derive(Clone, Copy)]
pub struct Limit<const CUTS: bool>;

/// How an attempt with a limit ended.
pub enum Attempted<R, C> {
    /// With a result.
    Ended(R),
    /// It was cut.
    Cut(C),
}

impl<R, C> Attempted<R, C> {
    /// The result, if it was not cut.
    #[inline]
    pub(super) fn result(&self) -> Option<&R> {
        match self {
            Self::Ended(result) => Some(result),
            Self::Cut(_) => None,
        }
    }
}

impl<R, C> From<R> for Attempted<R, C> {
    #[inline]
    fn from(result: R) -> Self {
        Self::Ended(result)
    }
}

/// A limit on attempts that return `R`.
pub trait Cuts<R>: Copy {
    /// The attempt with its limit.
    type Attempt<F: Future<Output = R>, S: Future>: Future<Output = Attempted<R, Self::Cut>>;
    type Cut: Copy;

    fn limit_attempt<F: Future<Output = R>, S: Future>(
        self,
        attempt: F,
        limit: impl FnOnce() -> Option<S>,
    ) -> Self::Attempt<F, S>;

    /// What a call returns whose last attempt was cut.
    fn result_of_cut(self, cut: Self::Cut, timed_out: TimedOut) -> R;
}

// Asks the error for the value: that of a type that cannot fail is unknown, and the compiler says no more than that.
impl<R: Outcome<Error: CutError<R>>> Cuts<R> for Limit<true> {
    type Attempt<F: Future<Output = R>, S: Future> = Limited<F, S>;
    type Cut = Cut;

    fn limit_attempt<F: Future<Output = R>, S: Future>(
        self,
        attempt: F,
        limit: impl FnOnce() -> Option<S>,
    ) -> Limited<F, S> {
        Limited::new(attempt, limit())
    }

    #[cold]
    fn result_of_cut(self, _: Cut, timed_out: TimedOut) -> R {
        R::Error::of_cut(timed_out)
    }
}

/// An error of a return type `R` that is [`FromTimedOut`].
pub trait CutError<R> {
    fn of_cut(timed_out: TimedOut) -> R;
}

impl<R: FromTimedOut, E> CutError<R> for E {
    fn of_cut(timed_out: TimedOut) -> R {
        R::from_timed_out(timed_out)
    }
}

impl<R> Cuts<R> for Limit<false> {
    type Attempt<F: Future<Output = R>, S: Future> = Unlimited<F>;
    type Cut = Never;

    fn limit_attempt<F: Future<Output = R>, S: Future>(
        self,
        attempt: F,
        _: impl FnOnce() -> Option<S>,
    ) -> Unlimited<F> {
        Unlimited { attempt }
    }

    fn result_of_cut(self, cut: Never, _: TimedOut) -> R {
        match cut {}
    }
}

pin_project! {
    /// An attempt that is never cut.
    pub struct Unlimited<F> {
        #[pin]
        attempt: F,
    }
}

impl<F: Future> Future for Unlimited<F> {
    type Output = Attempted<F::Output, Never>;

    fn poll(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Self::Output> {
        self.project().attempt.poll(context).map(Attempted::Ended)
    }
}
