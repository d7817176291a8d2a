//! What generated code calls. It may change in any release; nothing here is meant to be named by hand.
// Methods here choose a type by their receiver, arguments are what generated code has, and only that calls them.
#![allow(
    clippy::must_use_candidate,
    clippy::needless_pass_by_value,
    clippy::unused_self
)]

mod argument;
mod bound;
mod derived;
mod level;
mod next;

use std::borrow::Borrow;
use std::future::Future;
use std::time::Duration;

// A caller without `std` has no path of its own to it.
pub use std::boxed::Box;

pub use self::argument::{Argument, ByClone, ByMove, Choice, NotClone};
pub use self::bound::{Cuts, CutsAttempts, Limit, Of as CutsOf, RunsToEnd};
pub use self::derived::{permanent, throttled};
pub use self::level::{
    ByClassify, ByDefault, BySource, Classifier, Opaque, Shower, ShowsBoth, ShowsDebug,
    ShowsDisplay, error_of, field_of,
};
pub use self::next::{Count, next_delay, observed_delay, retry_blocking, retry_counted};
pub use crate::call::{Call, Site};
pub use crate::event::Hooks;
pub use crate::idempotency::CallNumber;
#[cfg(feature = "tokio")]
pub use crate::sleep::sleep;
pub use crate::sleep::{Clock, sleep_blocking};

use crate::classify::Classification;
use crate::event::Shown;
use crate::jitter::Jitter;
use crate::outcome::Outcome;
use crate::policy::Policy;
use crate::timeout::TimedOut;

/// A policy that is sound whichever one option is set to a sound value.
pub const NEUTRAL: Policy = Policy::new()
    .max(1)
    .base(Duration::from_nanos(1))
    .cap(Duration::MAX);

/// What `jitter = CONSTANT` takes: a `Jitter`, or a proportion.
pub struct JitterFrom<T>(pub T);

impl JitterFrom<Jitter> {
    pub const fn jitter(self) -> Jitter {
        self.0
    }
}

impl JitterFrom<f64> {
    pub const fn jitter(self) -> Jitter {
        Jitter::Proportion(self.0)
    }
}

/// What `policy = expression` takes: a policy, or what lends one.
#[diagnostic::on_unimplemented(
    message = "`policy` takes a `retry_attr::Policy`, and this is a `{Self}`",
    label = "not a policy"
)]
pub trait PolicySource {
    fn policy(&self) -> Policy;
}

#[diagnostic::do_not_recommend]
impl<T: Borrow<Policy>> PolicySource for T {
    #[inline]
    fn policy(&self) -> Policy {
        *self.borrow()
    }
}

#[inline]
pub fn policy(source: impl PolicySource) -> Policy {
    source.policy()
}

/// Whether there is anything to sleep. By value: a borrowed delay would be kept in the future across the sleep.
#[inline]
pub const fn is_sleep(delay: Duration) -> bool {
    !delay.is_zero()
}

/// A sleep that is about to be awaited. The one bound on what `sleep = ...` returns, so that there is one error.
#[inline]
pub fn sleeping<S: Future>(sleep: S) -> impl Future<Output = S::Output> {
    sleep
}

/// A failed attempt: its error, or none if `when_ok` rejected an `Ok`.
pub struct Failure<'a, E> {
    error: Option<&'a E>,
}

/// Whether an attempt ends the call. The one bound on the return type, so that there is one error.
#[inline]
pub fn is_success<R: Outcome>(result: &R) -> bool {
    result.as_result().is_ok()
}

/// [`is_success`], where `when_ok` may reject an `Ok`.
#[inline]
pub fn is_accepted<R: Outcome>(result: &R, rejects: impl FnOnce(&R::Value) -> bool) -> bool {
    result.as_result().is_ok_and(|value| !rejects(value))
}

/// What an attempt that does not end the call failed with.
#[inline]
pub fn failure<R: Outcome>(failed: &R) -> Failure<'_, R::Error> {
    Failure {
        error: failed.as_result().err(),
    }
}

/// `when`: the predicate has decided; a wait known to the error is still honoured.
pub struct When<C> {
    retries: bool,
    inner: C,
}

#[inline]
pub fn when<E, C>(failure: &Failure<'_, E>, retries: impl FnOnce(&E) -> bool, inner: C) -> When<C> {
    When {
        retries: failure.error.is_none_or(retries),
        inner,
    }
}

impl<E, C: Classifier<E>> Classifier<E> for When<C> {
    fn classify(self, error: &E) -> Classification {
        if !self.retries {
            return Classification::permanent();
        }
        match self.inner.classify(error) {
            Classification::Permanent { .. } => Classification::Transient,
            retryable => retryable,
        }
    }
}

impl<E> Failure<'_, E> {
    fn classify(&self, classifier: impl Classifier<E>) -> Classification {
        self.error.map_or(Classification::Transient, |error| {
            classifier.classify(error)
        })
    }
}

/// After an attempt that was cut: how long to sleep; `None` ends the call.
#[cold]
#[inline(never)]
pub fn delay_after_cut(
    call: &mut Call,
    site: &Site<'_>,
    cut: TimedOut,
    clock: Clock,
    hooks: Hooks<'_>,
) -> Option<Duration> {
    let error = Some(Shown {
        debug: Some(&cut),
        display: Some(&cut),
    });
    call.decide(site, Classification::Transient, error, hooks, clock)
}

/// Fixes what the future of a body yields, before its error is classified.
#[inline]
pub fn yields<R, F: std::future::Future<Output = R>>(future: F) -> F {
    future
}
