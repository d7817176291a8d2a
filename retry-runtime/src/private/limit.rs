//! Whether attempts are cut, known at compile time: only then is there a timer in the future, and only then must
//! the return type have a value for a cut attempt.

use std::future::Future;
use std::marker::PhantomData;
use std::pin::Pin;
use std::task::{Context, Poll};

use pin_project_lite::pin_project;

use super::argument::Never;
use crate::outcome::FromTimedOut;
use crate::timeout::{Bounded, TimedOut};

/// Attempts are cut (`true`) or run to their end (`false`).
#[derive(Clone, Copy)]
pub struct Limit<const CUTS: bool>;

/// A limit on attempts that return `R`.
pub trait Cuts<R> {
    /// The attempt with its limit: `Err` if it was cut.
    type Attempt<F: Future<Output = R>, S: Future>: Future<Output = Result<R, Self::Cut>>;
    type Cut;

    fn bound<F: Future<Output = R>, S: Future>(
        self,
        attempt: F,
        limit: impl FnOnce() -> Option<S>,
    ) -> Self::Attempt<F, S>;

    fn timed_out(self, cut: Self::Cut, what: TimedOut) -> R;
}

/// An attempt was cut.
pub struct Cut;

impl<R: FromTimedOut> Cuts<R> for Limit<true> {
    type Attempt<F: Future<Output = R>, S: Future> = Limited<F, S>;
    type Cut = Cut;

    fn bound<F: Future<Output = R>, S: Future>(
        self,
        attempt: F,
        limit: impl FnOnce() -> Option<S>,
    ) -> Limited<F, S> {
        Limited {
            inner: Bounded::new(attempt, limit()),
        }
    }

    #[cold]
    fn timed_out(self, _: Cut, what: TimedOut) -> R {
        R::from_timed_out(what)
    }
}

impl<R> Cuts<R> for Limit<false> {
    type Attempt<F: Future<Output = R>, S: Future> = Unlimited<F>;
    type Cut = Never;

    fn bound<F: Future<Output = R>, S: Future>(
        self,
        attempt: F,
        _: impl FnOnce() -> Option<S>,
    ) -> Unlimited<F> {
        Unlimited { inner: attempt }
    }

    fn timed_out(self, cut: Never, _: TimedOut) -> R {
        match cut {}
    }
}

pin_project! {
    pub struct Limited<F, S> {
        #[pin]
        inner: Bounded<F, S>,
    }
}

impl<F: Future, S: Future> Future for Limited<F, S> {
    type Output = Result<F::Output, Cut>;

    fn poll(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Self::Output> {
        self.project()
            .inner
            .poll(context)
            .map(|output| output.ok_or(Cut))
    }
}

pin_project! {
    pub struct Unlimited<F> {
        #[pin]
        inner: F,
    }
}

impl<F: Future> Future for Unlimited<F> {
    type Output = Result<F::Output, Never>;

    fn poll(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Self::Output> {
        self.project().inner.poll(context).map(Ok)
    }
}

/// For a policy known only at run time: attempts are cut where the return type has a value for it.
pub struct Of<R>(PhantomData<fn() -> R>);

impl<R> Of<R> {
    #[allow(clippy::new_without_default)]
    #[must_use]
    pub const fn new() -> Self {
        Self(PhantomData)
    }
}

pub trait CutsAttempts {
    fn __retry_limit(&self) -> Limit<true>;
}

impl<R: FromTimedOut> CutsAttempts for &Of<R> {
    fn __retry_limit(&self) -> Limit<true> {
        Limit
    }
}

pub trait RunsToEnd {
    fn __retry_limit(&self) -> Limit<false>;
}

impl<R> RunsToEnd for Of<R> {
    fn __retry_limit(&self) -> Limit<false> {
        Limit
    }
}
