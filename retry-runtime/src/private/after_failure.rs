//! What follows a failed attempt: another one after a delay, or the failed result given back.
//!
//! The result comes and goes by value if it fits in registers, as code that keeps it beside a call pays for that on
//! success too; and by reference if it lies in memory, where it then stays. Both ways are out of line and generic only
//! over types, so that all functions that fail alike share them: no closure, whose type would belong to one function.
//! They are not `#[cold]`, which would move the success of a small function off its straight path.

use std::time::Duration;

use super::{Classifier, Eraser, Failure, failure};
use crate::call::{Call, Count, Site};
use crate::classify::Classification;
use crate::event::{ErasedError, Hooks};
use crate::outcome::Outcome;
use crate::policy::Policy;
use crate::sleep::{Clock, sleep_blocking};
use crate::timeout::TimedOut;

/// What decides after a failed attempt.
pub trait Decider {
    type Next;

    /// What to do before the next attempt; `None` ends the call.
    fn decide(self, policy: &Policy, failure: Classification) -> Option<Self::Next>;
}

/// A call, and the clock that it reads.
struct Timed<'a> {
    call: &'a mut Call,
    clock: Clock,
}

impl Decider for Timed<'_> {
    type Next = Duration;

    #[inline]
    fn decide(self, policy: &Policy, failure: Classification) -> Option<Duration> {
        self.call.next_delay(policy, failure, self.clock)
    }
}

/// On a thread that may block: sleeps as well.
impl Decider for &mut Call {
    type Next = ();

    #[inline]
    fn decide(self, policy: &Policy, failure: Classification) -> Option<()> {
        self.next_delay(policy, failure, Clock::System)
            .map(sleep_blocking)
    }
}

/// On a thread that may block: sleeps as well.
impl Decider for Count {
    type Next = ();

    #[inline]
    fn decide(self, policy: &Policy, failure: Classification) -> Option<()> {
        self.next_delay(policy, failure).map(sleep_blocking)
    }
}

const fn fits_in_registers<R>() -> bool {
    size_of::<R>() <= 2 * size_of::<usize>()
}

#[inline]
fn decide<R: Outcome, D: Decider>(
    failed: R,
    decider: D,
    site: &Site<'_>,
    classifier: impl Classifier<R::Error>,
) -> Result<D::Next, R> {
    #[inline(never)]
    fn by_value<R: Outcome, D: Decider>(
        failed: R,
        decider: D,
        site: &Site<'_>,
        classifier: impl Classifier<R::Error>,
    ) -> Result<D::Next, R> {
        let classification = failure(&failed).classify(classifier);
        decider.decide(site.policy, classification).ok_or(failed)
    }

    #[inline(never)]
    fn by_reference<E, D: Decider>(
        failure: Failure<'_, E>,
        decider: D,
        site: &Site<'_>,
        classifier: impl Classifier<E>,
    ) -> Option<D::Next> {
        decider.decide(site.policy, failure.classify(classifier))
    }

    if fits_in_registers::<R>() {
        by_value(failed, decider, site, classifier)
    } else {
        by_reference(failure(&failed), decider, site, classifier).ok_or(failed)
    }
}

/// How long to sleep before the next attempt.
///
/// # Errors
///
/// The failed result, if there is no other attempt.
#[inline]
pub fn next_delay<R: Outcome>(
    failed: R,
    call: &mut Call,
    site: &Site<'_>,
    classifier: impl Classifier<R::Error>,
    clock: Clock,
) -> Result<Duration, R> {
    decide(failed, Timed { call, clock }, site, classifier)
}

/// Sleeps before the next attempt, on a thread that may block. `call` is a `&mut Call` or a [`Count`].
///
/// # Errors
///
/// The failed result, if there is no other attempt.
#[inline]
pub fn sleep_next_delay<R: Outcome>(
    failed: R,
    call: impl Decider<Next = ()>,
    site: &Site<'_>,
    classifier: impl Classifier<R::Error>,
) -> Result<(), R> {
    decide(failed, call, site, classifier)
}

/// [`next_delay`], with somebody to tell.
///
/// # Errors
///
/// The failed result, if there is no other attempt.
#[inline]
pub fn next_delay_observed<R: Outcome>(
    failed: R,
    call: &mut Call,
    site: &Site<'_>,
    classifier: impl Classifier<R::Error>,
    clock: Clock,
    eraser: impl Eraser<R::Error>,
    hooks: Hooks<'_>,
) -> Result<Duration, R> {
    #[inline(never)]
    fn next_delay<E>(
        failure: Failure<'_, E>,
        call: &mut Call,
        site: &Site<'_>,
        classifier: impl Classifier<E>,
        clock: Clock,
        eraser: impl Eraser<E>,
        hooks: Hooks<'_>,
    ) -> Option<Duration> {
        let classification = failure.classify(classifier);
        let error = failure.error.map(|error| eraser.erase(error));
        call.next_delay_observed(site, classification, error, hooks, clock)
    }

    next_delay(
        failure(&failed),
        call,
        site,
        classifier,
        clock,
        eraser,
        hooks,
    )
    .ok_or(failed)
}

/// How long to sleep after an attempt that was cut; `None` ends the call.
#[cold]
#[inline(never)]
pub fn next_delay_after_cut(
    call: &mut Call,
    site: &Site<'_>,
    timed_out: TimedOut,
    clock: Clock,
    hooks: Hooks<'_>,
) -> Option<Duration> {
    let error = Some(ErasedError {
        debug: Some(&timed_out),
        display: Some(&timed_out),
    });
    call.next_delay_observed(site, Classification::Transient, error, hooks, clock)
}
