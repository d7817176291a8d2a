//! What generated code calls. It may change in any release; nothing here is meant to be named by hand.
// Methods here choose a type by their receiver, and only generated code calls them.
#![allow(clippy::must_use_candidate, clippy::unused_self)]

mod argument;
mod bound;
mod level;

use std::borrow::Borrow;
use std::time::Duration;

pub use self::argument::{Argument, ByClone, ByMove, Choice, NotClone};
pub use self::bound::{Cuts, CutsAttempts, Limit, Of as CutsOf, RunsToEnd};
pub use self::level::{
    ByClassify, ByDefault, BySource, Classifier, Opaque, Shower, ShowsBoth, ShowsDebug,
    ShowsDisplay, error_of,
};
pub use crate::call::{Call, Site};
pub use crate::event::Hooks;
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

/// What `policy = expression` takes: a policy, or anything that lends one.
#[inline]
pub fn policy(policy: impl Borrow<Policy>) -> Policy {
    *policy.borrow()
}

/// Whether there is anything to sleep. By value: a borrowed delay would be kept in the future across the sleep.
#[inline]
pub const fn is_sleep(delay: Duration) -> bool {
    !delay.is_zero()
}

/// Whether the call is over with this result.
#[inline]
pub fn is_success<R: Outcome>(result: &R) -> bool {
    result.as_result().is_ok()
}

/// Whether the call is over with this result, where `when_ok` may reject it.
#[inline]
pub fn is_accepted<R: Outcome>(result: &R, rejects: impl FnOnce(&R::Value) -> bool) -> bool {
    result.as_result().is_ok_and(|value| !rejects(value))
}

/// `when`: the predicate decides; a wait known to the error is still honoured.
pub struct When<P, C> {
    retries: P,
    inner: C,
}

#[inline]
pub fn when<R: Outcome, P: Fn(&R::Error) -> bool, C>(_: &R, retries: P, inner: C) -> When<P, C> {
    When { retries, inner }
}

impl<E, P: Fn(&E) -> bool, C: Classifier<E>> Classifier<E> for When<P, C> {
    fn classify(self, error: &E) -> Classification {
        if !(self.retries)(error) {
            return Classification::permanent();
        }
        match self.inner.classify(error) {
            Classification::Permanent { .. } => Classification::Transient,
            retryable => retryable,
        }
    }
}

fn classify<R: Outcome>(result: &R, classifier: impl Classifier<R::Error>) -> Classification {
    match result.as_result() {
        // Rejected by `when_ok`.
        Ok(_) => Classification::Transient,
        Err(error) => classifier.classify(error),
    }
}

/// After a failed attempt: how long to sleep; `None` ends the call.
///
/// Out of line and generic only over the types, so that all functions that return `R` share it.
#[cold]
#[inline(never)]
pub fn delay<R: Outcome>(
    call: &mut Call,
    site: &Site<'_>,
    result: &R,
    classifier: impl Classifier<R::Error>,
    clock: Clock,
) -> Option<Duration> {
    let failure = classify(result, classifier);
    call.decide(site, failure, None, Hooks::NONE, clock)
}

/// [`delay`], with somebody to tell.
#[cold]
#[inline(never)]
pub fn observed_delay<R: Outcome>(
    call: &mut Call,
    site: &Site<'_>,
    result: &R,
    classifier: impl Classifier<R::Error>,
    clock: Clock,
    shower: impl Shower<R::Error>,
    hooks: Hooks<'_>,
) -> Option<Duration> {
    let failure = classify(result, classifier);
    let error = result.as_result().err().map(|error| shower.show(error));
    call.decide(site, failure, error, hooks, clock)
}

/// [`delay`] and the sleep, on a thread that may block. Returns whether there is another attempt.
#[cold]
#[inline(never)]
pub fn sleeps_blocking<R: Outcome>(
    call: &mut Call,
    site: &Site<'_>,
    result: &R,
    classifier: impl Classifier<R::Error>,
) -> bool {
    let failure = classify(result, classifier);
    let delay = call.decide(site, failure, None, Hooks::NONE, Clock::System);
    delay.map(sleep_blocking).is_some()
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
