//! What happens after an attempt, by who is told: hooks and the features that observe, or nobody.
//!
//! Where nobody is told, the result comes and goes by value if it fits in registers, as code that keeps it beside a call
//! pays for that on success too; and by reference if it lies in memory, where it then stays. Both ways are out of line
//! and generic only over types, so that all functions that fail alike share them: no closure, whose type would belong to
//! one function. They are not `#[cold]`, which would move the success of a small function off its straight path.

use std::time::Duration;

use super::classifier::Classifier;
use super::erase::Eraser;
use super::known::Knower;
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
        let (delay, failed) = self.next_delay(policy, failure)?;
        sleep_blocking(delay);
        Ok(failed)
    }
}

/// What a loop on a thread that may block keeps between attempts. Rust 1.85 wants it to be `'static`.
pub trait Blocking: 'static {
    type Next: Next;
    type Decider<'a>: Decider<Next = Self::Next>
    where
        Self: 'a;

    fn decider(&mut self) -> Self::Decider<'_>;

    /// Counts the failed attempt, unless there is a result to return.
    fn advance<R>(&mut self, next: Result<Self::Next, R>) -> Option<R>;
}

impl Blocking for Call {
    type Next = ();
    type Decider<'a> = &'a mut Self;

    #[inline]
    fn decider(&mut self) -> &mut Self {
        self
    }

    #[inline]
    fn advance<R>(&mut self, next: Result<(), R>) -> Option<R> {
        next.err()
    }
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
    fn advance<R>(&mut self, next: Result<Failed, R>) -> Option<R> {
        match next {
            Err(result) => return Some(result),
            // Throttled failures are not counted apart where this is all that is kept.
            Ok(Failed::Delayed | Failed::Throttled) => {}
            // It does not come to an end of the numbers: the call gives up before.
            Ok(Failed::Immediate) => *self = self.wrapping_add(ONE_IMMEDIATE),
        }
        None
    }
}

/// Who is told.
pub trait Watcher<R: Outcome, D: Decider>: Sized {
    /// What to do before the next attempt; `None` ends the call. The error is absent if `when_ok` rejected a success.
    fn after(
        self,
        error: Option<&R::Error>,
        decider: D,
        policy: &Policy,
        classifier: impl Classifier<R::Error>,
    ) -> Option<D::Next>;

    /// [`after`](Self::after), for a result that is dropped before the next attempt.
    ///
    /// The failed result is returned if there is no other attempt.
    #[inline]
    fn after_failure(
        self,
        failed: R,
        decider: D,
        policy: &Policy,
        classifier: impl Classifier<R::Error>,
    ) -> Result<D::Next, R> {
        let next = self.after(failed.as_result().err(), decider, policy, classifier);
        next.ok_or(failed)
    }

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

/// Nobody is told.
pub struct Nobody;

impl<R: Outcome, D: Decider> Watcher<R, D> for Nobody {
    #[inline(never)]
    fn after(
        self,
        error: Option<&R::Error>,
        decider: D,
        policy: &Policy,
        classifier: impl Classifier<R::Error>,
    ) -> Option<D::Next> {
        let decision = decider.decide(policy, classified(error, classifier));
        next(decision, error, classifier)
    }

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
        ) -> <D::Next as Next>::Or<R> {
            let error = failed.as_result().err();
            let decision = decider.decide(policy, classified(error, classifier));
            D::Next::or(next(decision, error, classifier).ok_or(failed))
        }

        #[inline(never)]
        fn by_reference<E, D: Decider>(
            error: Option<&E>,
            decider: D,
            policy: &Policy,
            classifier: impl Classifier<E>,
        ) -> Option<D::Next> {
            let decision = decider.decide(policy, classified(error, classifier));
            next(decision, error, classifier)
        }

        if size_of::<R>() <= 2 * size_of::<usize>() {
            D::Next::result(by_value(failed, decider, policy, classifier))
        } else {
            let next = by_reference(failed.as_result().err(), decider, policy, classifier);
            next.ok_or(failed)
        }
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

/// Hooks and the features that observe are told.
pub struct Told<'a, X, K> {
    pub(super) site: &'a Site,
    pub(super) eraser: X,
    pub(super) knower: K,
    pub(super) hooks: Hooks<'a>,
}

impl<R: Outcome, D: Teller, X: Eraser<R::Error>, K: Knower<R::Error>> Watcher<R, D>
    for Told<'_, X, K>
{
    #[inline]
    fn after(
        self,
        error: Option<&R::Error>,
        decider: D,
        policy: &Policy,
        classifier: impl Classifier<R::Error>,
    ) -> Option<D::Next> {
        #[inline(never)]
        fn tell<E, D: Teller>(
            error: Option<&E>,
            decider: D,
            policy: &Policy,
            classifier: impl Classifier<E>,
            Told {
                site,
                eraser,
                knower,
                hooks,
            }: Told<'_, impl Eraser<E>, impl Knower<E>>,
        ) -> Option<D::Next> {
            let failure = classified(error, classifier);
            let erased = error.map(|error| {
                let erased = eraser.erase(error);
                ErasedError {
                    chain: knower.error(error).or(erased.chain),
                    ..erased
                }
            });
            let decision = decider.decide_and_tell(policy, failure, erased, site, hooks);
            next(decision, error, classifier)
        }

        tell(error, decider, policy, classifier, self)
    }

    #[inline]
    fn after_success(self, decider: D, policy: &Policy) {
        decider.tell_recovery(policy, self.site, self.hooks);
    }
}

impl<R, X, K> WatcherOfCuts<R> for Told<'_, X, K> {
    #[inline]
    fn after_cut<D: Teller>(
        self,
        timed_out: TimedOut,
        decider: D,
        policy: &Policy,
        _: impl Fn() -> R,
    ) -> Result<D::Next, GaveUp> {
        let Told { site, hooks, .. } = self;
        let error = ErasedError::of(&timed_out);
        let failure = Classification::Transient;
        decider.decide_and_tell(policy, failure, Some(error), site, hooks)
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
