//! What happens after a failed attempt, by who is told: hooks and `tracing`, or nobody.
//!
//! Where nobody is told, the result comes and goes by value if it fits in registers, as code that keeps it beside a call
//! pays for that on success too; and by reference if it lies in memory, where it then stays. Both ways are out of line
//! and generic only over types, so that all functions that fail alike share them: no closure, whose type would belong to
//! one function. They are not `#[cold]`, which would move the success of a small function off its straight path.

use std::time::Duration;

use super::classifier::Classifier;
use super::erase::Eraser;
use crate::call::{Call, Count, Site, Timed};
use crate::classify::Classification;
use crate::event::{ErasedError, Hooks};
use crate::outcome::Outcome;
use crate::policy::Policy;
use crate::sleep::sleep_blocking;
use crate::timeout::TimedOut;

/// What decides after a failed attempt.
pub trait Decider {
    type Next;

    /// What to do before the next attempt; `None` ends the call.
    fn decide(self, policy: &Policy, failure: Classification) -> Option<Self::Next>;
}

/// What decides, and tells.
pub trait Teller: Decider {
    fn decide_and_tell(
        self,
        policy: &Policy,
        failure: Classification,
        error: Option<ErasedError<'_>>,
        site: &Site,
        hooks: Hooks<'_>,
    ) -> Option<Self::Next>;
}

impl Decider for Timed<'_> {
    type Next = Duration;

    #[inline]
    fn decide(self, policy: &Policy, failure: Classification) -> Option<Duration> {
        self.call.next_delay(policy, failure, self.clock)
    }
}

impl Teller for Timed<'_> {
    #[inline]
    fn decide_and_tell(
        self,
        policy: &Policy,
        failure: Classification,
        error: Option<ErasedError<'_>>,
        site: &Site,
        hooks: Hooks<'_>,
    ) -> Option<Duration> {
        let Timed { call, clock } = self;
        call.next_delay_observed(policy, failure, clock, error, site, hooks)
    }
}

/// On a thread that may block: sleeps as well.
impl Decider for &mut Call {
    type Next = ();

    #[inline]
    fn decide(self, policy: &Policy, failure: Classification) -> Option<()> {
        self.blocking().decide(policy, failure).map(sleep_blocking)
    }
}

impl Teller for &mut Call {
    #[inline]
    fn decide_and_tell(
        self,
        policy: &Policy,
        failure: Classification,
        error: Option<ErasedError<'_>>,
        site: &Site,
        hooks: Hooks<'_>,
    ) -> Option<()> {
        self.blocking()
            .decide_and_tell(policy, failure, error, site, hooks)
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

/// What a loop on a thread that may block keeps between attempts. Rust 1.85 wants it to be `'static`.
pub trait Blocking: 'static {
    type Decider<'a>: Decider<Next = ()>
    where
        Self: 'a;

    fn decider(&mut self) -> Self::Decider<'_>;
}

impl Blocking for Call {
    type Decider<'a> = &'a mut Self;

    #[inline]
    fn decider(&mut self) -> &mut Self {
        self
    }
}

/// By value to what decides, so that a success needs no memory for it; the loop moves it on.
impl Blocking for u64 {
    type Decider<'a> = Count;

    #[inline]
    fn decider(&mut self) -> Count {
        Count(*self)
    }
}

/// Who is told.
pub trait Watcher<R: Outcome, D: Decider> {
    /// What to do before the next attempt.
    ///
    /// # Errors
    ///
    /// The failed result, if there is no other attempt.
    fn after_failure(
        self,
        failed: R,
        decider: D,
        policy: &Policy,
        classifier: impl Classifier<R::Error>,
    ) -> Result<D::Next, R>;
}

/// Who is told about an attempt that was cut.
pub trait WatcherOfCuts {
    /// What to do before the next attempt; `None` ends the call.
    fn after_cut<D: Teller>(
        self,
        timed_out: TimedOut,
        decider: D,
        policy: &Policy,
    ) -> Option<D::Next>;
}

/// Nobody is told.
pub struct Nobody;

impl<R: Outcome, D: Decider> Watcher<R, D> for Nobody {
    #[inline]
    fn after_failure(
        self,
        failed: R,
        decider: D,
        policy: &Policy,
        classifier: impl Classifier<R::Error>,
    ) -> Result<D::Next, R> {
        #[inline(never)]
        fn by_value<R: Outcome, D: Decider>(
            failed: R,
            decider: D,
            policy: &Policy,
            classifier: impl Classifier<R::Error>,
        ) -> Result<D::Next, R> {
            let failure = classified(failed.as_result().err(), classifier);
            decider.decide(policy, failure).ok_or(failed)
        }

        #[inline(never)]
        fn by_reference<E, D: Decider>(
            error: Option<&E>,
            decider: D,
            policy: &Policy,
            classifier: impl Classifier<E>,
        ) -> Option<D::Next> {
            decider.decide(policy, classified(error, classifier))
        }

        if size_of::<R>() <= 2 * size_of::<usize>() {
            by_value(failed, decider, policy, classifier)
        } else {
            by_reference(failed.as_result().err(), decider, policy, classifier).ok_or(failed)
        }
    }
}

impl WatcherOfCuts for Nobody {
    #[inline]
    fn after_cut<D: Teller>(self, _: TimedOut, decider: D, policy: &Policy) -> Option<D::Next> {
        decider.decide(policy, Classification::Transient)
    }
}

/// Hooks and `tracing` are told.
pub struct Told<'a, X> {
    pub(super) site: &'a Site,
    pub(super) eraser: X,
    pub(super) hooks: Hooks<'a>,
}

impl<R: Outcome, D: Teller, X: Eraser<R::Error>> Watcher<R, D> for Told<'_, X> {
    #[inline]
    fn after_failure(
        self,
        failed: R,
        decider: D,
        policy: &Policy,
        classifier: impl Classifier<R::Error>,
    ) -> Result<D::Next, R> {
        #[inline(never)]
        fn tell<E, D: Teller>(
            error: Option<&E>,
            decider: D,
            policy: &Policy,
            classifier: impl Classifier<E>,
            Told {
                site,
                eraser,
                hooks,
            }: Told<'_, impl Eraser<E>>,
        ) -> Option<D::Next> {
            let failure = classified(error, classifier);
            let error = error.map(|error| eraser.erase(error));
            decider.decide_and_tell(policy, failure, error, site, hooks)
        }

        tell(failed.as_result().err(), decider, policy, classifier, self).ok_or(failed)
    }
}

impl<X> WatcherOfCuts for Told<'_, X> {
    #[inline]
    fn after_cut<D: Teller>(
        self,
        timed_out: TimedOut,
        decider: D,
        policy: &Policy,
    ) -> Option<D::Next> {
        let Told { site, hooks, .. } = self;
        let error = ErasedError {
            debug: Some(&timed_out),
            display: Some(&timed_out),
        };
        let failure = Classification::Transient;
        decider.decide_and_tell(policy, failure, Some(error), site, hooks)
    }
}

fn classified<E>(error: Option<&E>, classifier: impl Classifier<E>) -> Classification {
    error.map_or(Classification::Transient, |error| {
        classifier.classify(error)
    })
}
