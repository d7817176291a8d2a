//! What happens after an attempt, by who is told: hooks and the features that observe, or nobody.
//!
//! The result comes and goes by value if it fits in registers, as code that keeps it beside a call pays for that on success
//! too; and by reference if it lies in memory, where it then stays. Both ways are out of line and generic only over types,
//! so that all functions that fail alike share them: no closure, whose type would belong to one function. Only the way by
//! reference is `#[cold]`, so that a success saves fewer registers. The other would move the success of a small function
//! off its straight path.

use std::time::Duration;

use super::classifier::Classifier;
use super::next::Next;
use crate::call::{Call, Counted, Timed};
use crate::classify::Classification;
use crate::counts::{Failed, ONE_IMMEDIATE};
use crate::event::ErasedError;
use crate::give_up::GaveUp;
use crate::hooks::Hooks;
use crate::outcome::Outcome;
use crate::policy::Policy;
use crate::site::Site;
use crate::sleep::sleep_blocking;
use crate::timeout::TimedOut;

/// What decides after a failed attempt.
pub trait Decider {
    type Next: Next;

    /// What to do before the next attempt.
    ///
    /// # Errors
    ///
    /// How the call gave up, if there is no other attempt.
    fn decide(self, policy: &Policy, failure: Classification) -> Result<Self::Next, GaveUp>;
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
    ) -> Result<Self::Next, GaveUp>;

    /// Tells of a success, if it follows a failure.
    fn tell_recovery(self, policy: &Policy, site: &Site, hooks: Hooks<'_>);
}

impl Decider for Timed<'_> {
    type Next = Duration;

    #[inline]
    fn decide(self, policy: &Policy, failure: Classification) -> Result<Duration, GaveUp> {
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
    ) -> Result<Duration, GaveUp> {
        let Timed { call, clock } = self;
        call.next_delay_observed(policy, failure, clock, error, site, hooks)
    }

    #[inline]
    fn tell_recovery(self, policy: &Policy, site: &Site, hooks: Hooks<'_>) {
        let Timed { call, clock } = self;
        if call.is_retried() {
            call.recovered(policy, clock, site, hooks.on_recover);
        }
    }
}

/// On a thread that may block: sleeps as well.
impl Decider for &mut Call {
    type Next = ();

    #[inline]
    fn decide(self, policy: &Policy, failure: Classification) -> Result<(), GaveUp> {
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
    ) -> Result<(), GaveUp> {
        self.blocking()
            .decide_and_tell(policy, failure, error, site, hooks)
            .map(sleep_blocking)
    }

    #[inline]
    fn tell_recovery(self, policy: &Policy, site: &Site, hooks: Hooks<'_>) {
        self.blocking().tell_recovery(policy, site, hooks);
    }
}

/// On a thread that may block: sleeps as well.
impl Decider for Counted {
    type Next = Failed;

    #[inline]
    fn decide(self, policy: &Policy, failure: Classification) -> Result<Failed, GaveUp> {
        self.sleep(policy, failure)
    }
}

/// What a loop on a thread that may block keeps between attempts. Rust 1.85 wants it to be `'static`.
pub trait Blocking: 'static {
    type Next: Next;
    type Decider<'a>: Decider<Next = Self::Next>
    where
        Self: 'a;

    fn decider(&mut self) -> Self::Decider<'_>;

    /// Counts the failed attempt.
    fn advance(&mut self, next: Self::Next);
}

impl Blocking for Call {
    type Next = ();
    type Decider<'a> = &'a mut Self;

    #[inline]
    fn decider(&mut self) -> &mut Self {
        self
    }

    #[inline]
    fn advance(&mut self, (): ()) {}
}

/// By value to what decides, so that a success needs no memory for it.
impl Blocking for u64 {
    type Next = Failed;
    type Decider<'a> = Counted;

    #[inline]
    fn decider(&mut self) -> Counted {
        Counted(*self)
    }

    #[inline]
    fn advance(&mut self, failed: Failed) {
        match failed {
            // Throttled failures are not counted apart where this is all that is kept.
            Failed::Delayed | Failed::Throttled => {}
            // It does not come to an end of the numbers: the call gives up before.
            Failed::Immediate => *self = self.wrapping_add(ONE_IMMEDIATE),
        }
    }
}

/// The result to return, if there is no other attempt. With a tag of its own, so that nothing else shares the memory of the
/// result: LLVM would take it to pieces for that, and move it before each retry.
#[repr(u8)]
pub enum Ended<R> {
    With(R),
    Not,
}

/// Who is told.
pub trait Watcher<R: Outcome, D: Decider>: Sized {
    /// What to do before the next attempt; `None` ends the call. The result may be a success that `when_ok` rejected.
    fn after(
        self,
        failed: &R,
        decider: D,
        policy: &Policy,
        classifier: impl Classifier<R::Error>,
    ) -> Option<D::Next>;

    /// [`after`](Self::after), for a result that is dropped before the next attempt. Sets `next`, or returns the result.
    fn after_failure(
        self,
        failed: R,
        decider: D,
        policy: &Policy,
        classifier: impl Classifier<R::Error>,
        next: &mut D::Next,
    ) -> Ended<R>;

    /// The call ends with a success.
    fn after_success(self, decider: D, policy: &Policy);
}

/// Who is told about an attempt that was cut.
pub trait WatcherOfCuts<R> {
    /// What to do before the next attempt. `result` makes what the attempt would return.
    ///
    /// # Errors
    ///
    /// How the call gave up, if there is no other attempt.
    fn after_cut<D: Teller>(
        self,
        timed_out: TimedOut,
        decider: D,
        policy: &Policy,
        result: impl Fn() -> R,
    ) -> Result<D::Next, GaveUp>;
}

/// What a watcher does between classification and what follows, of an error of type `E`.
pub(super) trait Tells<E, D: Decider> {
    fn decide(
        self,
        failure: Classification,
        error: Option<&E>,
        decider: D,
        policy: &Policy,
    ) -> Result<D::Next, GaveUp>;
}

#[inline]
pub(super) fn after_failure<R: Outcome, D: Decider>(
    watcher: impl Tells<R::Error, D>,
    failed: R,
    decider: D,
    policy: &Policy,
    classifier: impl Classifier<R::Error>,
    next: &mut D::Next,
) -> Ended<R> {
    if size_of::<R>() <= 2 * size_of::<usize>() {
        let or = by_value(watcher, failed, decider, policy, classifier);
        match D::Next::take(or, next) {
            Some(result) => Ended::With(result),
            None => Ended::Not,
        }
    } else {
        match by_reference(watcher, &failed, decider, policy, classifier) {
            Some(it) => {
                *next = it;
                Ended::Not
            }
            None => Ended::With(failed),
        }
    }
}

#[inline(never)]
fn by_value<R: Outcome, D: Decider>(
    watcher: impl Tells<R::Error, D>,
    failed: R,
    decider: D,
    policy: &Policy,
    classifier: impl Classifier<R::Error>,
) -> <D::Next as Next>::Or<R> {
    let error = failed.as_result().err();
    let decision = watcher.decide(classified(error, classifier), error, decider, policy);
    D::Next::or(next(decision, error, classifier).ok_or(failed))
}

#[cold]
#[inline(never)]
pub(super) fn by_reference<R: Outcome, D: Decider>(
    watcher: impl Tells<R::Error, D>,
    failed: &R,
    decider: D,
    policy: &Policy,
    classifier: impl Classifier<R::Error>,
) -> Option<D::Next> {
    let error = failed.as_result().err();
    let decision = watcher.decide(classified(error, classifier), error, decider, policy);
    next(decision, error, classifier)
}

/// Nobody is told.
pub struct Nobody;

impl<E, D: Decider> Tells<E, D> for Nobody {
    #[inline]
    fn decide(
        self,
        failure: Classification,
        _: Option<&E>,
        decider: D,
        policy: &Policy,
    ) -> Result<D::Next, GaveUp> {
        decider.decide(policy, failure)
    }
}

impl<R: Outcome, D: Decider> Watcher<R, D> for Nobody {
    #[inline]
    fn after(
        self,
        failed: &R,
        decider: D,
        policy: &Policy,
        classifier: impl Classifier<R::Error>,
    ) -> Option<D::Next> {
        by_reference(self, failed, decider, policy, classifier)
    }

    #[inline]
    fn after_failure(
        self,
        failed: R,
        decider: D,
        policy: &Policy,
        classifier: impl Classifier<R::Error>,
        next: &mut D::Next,
    ) -> Ended<R> {
        after_failure(self, failed, decider, policy, classifier, next)
    }

    #[inline]
    fn after_success(self, _: D, _: &Policy) {}
}

impl<R> WatcherOfCuts<R> for Nobody {
    #[inline]
    fn after_cut<D: Teller>(
        self,
        _: TimedOut,
        decider: D,
        policy: &Policy,
        _: impl Fn() -> R,
    ) -> Result<D::Next, GaveUp> {
        decider.decide(policy, Classification::Transient)
    }
}

fn classified<E>(error: Option<&E>, classifier: impl Classifier<E>) -> Classification {
    error.map_or(Classification::Transient, |error| {
        classifier.classify(error)
    })
}

/// What to do before the next attempt, if there is one; else the error is told.
fn next<E, N>(
    decision: Result<N, GaveUp>,
    error: Option<&E>,
    classifier: impl Classifier<E>,
) -> Option<N> {
    match decision {
        Ok(next) => Some(next),
        Err(gave_up) => {
            if let Some(error) = error {
                classifier.gave_up(error, gave_up);
            }
            None
        }
    }
}
