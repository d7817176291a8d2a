//! What follows an attempt, by its result: the end of the call, or another attempt after a delay.
//!
//! ```text
//! let Some(failed) = failed(&result) else { return result };
//! if let Ended::With(result) = failed.step(result, &mut call, POLICY) { return result }
//! ```
//!
//! [`failed`] yields the first of five types that dereference one into the next: for errors that are `Classify`, for
//! others that are `Error`, for those that lend one, for pointers to one, and for the rest. All have the same methods, so
//! method look-up takes those of the first whose bound holds for the error. No specialization, no trait to import, and no
//! demand on the error.

use std::error::Error;
use std::marker::PhantomData;
use std::ops::{ControlFlow, Deref};
use std::time::Duration;

use super::classifier::{
    AnyError, Classified, Classifier, Decided, UseAsRef, UseClassify, UseDefault, UseSources,
    UseTarget,
};
use super::erase::Eraser;
use super::keep::Keeping;
use super::known::Knower;
use super::limit::{Attempted, Cuts};
use super::told::Told;
use super::watcher::{Blocking, Decider, Ended, Nobody, Watcher, WatcherOfCuts};
use crate::call::{Call, Timed};
use crate::classify::{Classification, Classify};
use crate::give_up::GaveUp;
use crate::hooks::Hooks;
use crate::outcome::{IntoError, Outcome};
use crate::policy::Policy;
use crate::site::Site;
use crate::sleep::Clock;

/// A result `R` whose error `E` may be `Classify`.
pub struct Assess<R, E>(PhantomData<fn(&R, &E)>);
/// A result whose error is not `Classify`, but may be an `Error`.
pub struct AssessError<R, E>(PhantomData<fn(&R, &E)>);
/// A result whose error is neither, but may lend an `Error`.
pub struct AssessLent<R, E>(PhantomData<fn(&R, &E)>);
/// A result whose error is nothing so far, but may point to an `Error` of any type.
pub struct AssessPointer<R, E>(PhantomData<fn(&R, &E)>);
/// A result whose error is nothing of that.
pub struct AssessAny<R, E>(PhantomData<fn(&R, &E)>);

/// Asks what the error of a result offers, if it is one. A success is returned from where it is: code that moves it out
/// of an `Option` moves all of it.
#[inline]
pub fn failed<R: Outcome>(result: &R) -> Option<Assess<R, R::Error>> {
    match result.as_result() {
        Ok(_) => None,
        Err(_) => Some(Assess(PhantomData)),
    }
}

/// Whether a call ends with a success after a failure.
#[inline]
pub fn recovers<R: Outcome>(result: &R, call: &Call) -> bool {
    result.as_result().is_ok() && call.is_retried()
}

/// Asks what the error of a result offers, which may be a success that `when_ok` rejects.
#[inline]
pub fn assess<R: Outcome>(_: &R) -> Assess<R, R::Error> {
    Assess(PhantomData)
}

/// [`assess`], of an attempt with a limit.
#[inline]
pub fn assess_limited<R: Outcome, C>(_: &Attempted<R, C>) -> Assess<R, R::Error> {
    Assess(PhantomData)
}

/// [`assess`], of an error in a field, for the derive.
#[inline]
pub fn assess_field<E>(_: &E) -> Assess<(), E> {
    Assess(PhantomData)
}

/// The error that `when` sees.
#[inline]
pub fn error_of<R: Outcome>(result: &R) -> Option<&R::Error> {
    result.as_result().err()
}

/// [`error_of`] an attempt with a limit.
#[inline]
pub fn error_of_limited<R: Outcome, C>(attempted: &Attempted<R, C>) -> Option<&R::Error> {
    attempted.result()?.as_result().err()
}

/// The success that `when_ok` sees.
#[inline]
pub fn value_of<R: Outcome>(result: &R) -> Option<&R::Value> {
    result.as_result().ok()
}

/// [`value_of`] an attempt with a limit.
#[inline]
pub fn value_of_limited<R: Outcome, C>(attempted: &Attempted<R, C>) -> Option<&R::Value> {
    attempted.result()?.as_result().ok()
}

macro_rules! chain {
    ($($name:ident -> $next:ident;)*) => {$(
        impl<R, E> Deref for $name<R, E> {
            type Target = $next<R, E>;

            #[inline]
            fn deref(&self) -> &Self::Target {
                &$next(PhantomData)
            }
        }
    )*};
}

chain! {
    Assess -> AssessError;
    AssessError -> AssessLent;
    AssessLent -> AssessPointer;
    AssessPointer -> AssessAny;
}

// The bound on the result is one of each method, so that a function that cannot fail is told so once.
macro_rules! methods {
    ($(impl<E $(: $bound:path)?> $name:ident => $classifier:ident;)*) => {$(
        impl<R, E $(: $bound)?> $name<R, E> {
            /// The way to classify the error.
            #[inline]
            pub fn classifier(&self) -> $classifier {
                $classifier
            }

            #[inline]
            pub fn choose(&self) -> Assessment<R, E, $classifier, Nobody> {
                Assessment {
                    classifier: $classifier,
                    retries_ok: false,
                    watcher: Nobody,
                    result: PhantomData,
                }
            }

            /// [`Assessment::step`] without further choice.
            #[inline]
            pub fn step<B: Blocking>(
                &self,
                result: R,
                call: &mut B,
                policy: &Policy,
            ) -> Ended<R>
            where
                R: Outcome<Error = E>,
            {
                let mut next = B::Next::default();
                let ended =
                    Nobody.after_failure(result, call.decider(), policy, $classifier, &mut next);
                if let Ended::Not = ended {
                    call.advance(next);
                }
                ended
            }

            /// [`Assessment::next`] without further choice.
            #[inline]
            pub fn next(
                &self,
                result: R,
                call: &mut Call,
                policy: &Policy,
                clock: Clock,
            ) -> ControlFlow<R, Duration>
            where
                R: Outcome<Error = E>,
            {
                let decider = Timed { call, clock };
                let mut delay = Duration::ZERO;
                let ended = Nobody.after_failure(result, decider, policy, $classifier, &mut delay);
                control_flow(ended, delay)
            }

            /// [`Assessment::next_limited`] without further choice.
            #[inline]
            pub fn next_limited<L>(
                &self,
                attempted: Attempted<R, L::Cut>,
                limit: L,
                call: &mut Call,
                policy: &Policy,
                clock: Clock,
            ) -> ControlFlow<R, Duration>
            where
                R: Outcome<Error = E>,
                L: Cuts<R>,
            {
                self.choose().next_limited(attempted, limit, call, policy, clock)
            }
        }
    )*};
}

methods! {
    impl<E: Classify> Assess => UseClassify;
    impl<E: Error> AssessError => UseSources;
    impl<E: AsRef<dyn Error + Send + Sync>> AssessLent => UseAsRef;
    impl<E: Deref<Target: AnyError>> AssessPointer => UseTarget;
    impl<E> AssessAny => UseDefault;
}

/// Which results end the call, how the error of any other is classified, and who is told.
pub struct Assessment<R, E, C, W> {
    classifier: C,
    /// Whether a success is retried.
    retries_ok: bool,
    watcher: W,
    result: PhantomData<fn(&R, &E)>,
}

impl<R, E, C, W> Assessment<R, E, C, W> {
    /// `when`: the predicate decides which errors are retried.
    #[inline]
    pub fn when(
        self,
        error: Option<&E>,
        retries: impl FnOnce(&E) -> bool,
    ) -> Assessment<R, E, Decided<C>, W> {
        Assessment {
            classifier: Decided {
                retries: error.is_none_or(retries),
                inner: self.classifier,
            },
            retries_ok: self.retries_ok,
            watcher: self.watcher,
            result: PhantomData,
        }
    }

    /// `classify`: the function says what the error means, in place of its type.
    #[inline]
    pub fn classify(
        self,
        error: Option<&E>,
        classify: impl FnOnce(&E) -> Classification,
    ) -> Assessment<R, E, Classified<C>, W> {
        Assessment {
            classifier: Classified {
                classification: error.map_or(Classification::Transient, classify),
                inner: self.classifier,
            },
            retries_ok: self.retries_ok,
            watcher: self.watcher,
            result: PhantomData,
        }
    }

    /// `when_ok`: the predicate decides which successes are retried.
    #[inline]
    #[must_use]
    pub fn when_ok<V: ?Sized>(self, value: Option<&V>, retries: impl FnOnce(&V) -> bool) -> Self {
        Self {
            retries_ok: value.is_some_and(retries),
            ..self
        }
    }

    /// Hooks and the features that observe, who see the error as far as `eraser` can show it and `knower` lets it be
    /// asked.
    #[inline]
    pub fn told<'a, X: Eraser<E>, K: Knower<E>, H: Into<Hooks<'a>>>(
        self,
        site: &'a Site,
        eraser: X,
        knower: K,
        hooks: H,
    ) -> Assessment<R, E, C, Told<'a, X, K, H>> {
        Assessment {
            classifier: self.classifier,
            retries_ok: self.retries_ok,
            watcher: Told {
                site,
                eraser,
                knower,
                hooks,
            },
            result: PhantomData,
        }
    }

    /// `last_error`: the error of a failed attempt is put into `slot` before the next one.
    #[inline]
    pub fn keep(self, slot: &mut Option<E>) -> Assessment<R, E, C, Keeping<'_, W, E>>
    where
        R: IntoError<Error = E>,
    {
        Assessment {
            classifier: self.classifier,
            retries_ok: self.retries_ok,
            watcher: Keeping {
                watcher: self.watcher,
                slot,
            },
            result: PhantomData,
        }
    }

    /// After an attempt on a thread that may block: the result to return, or `Not` once the delay before the next
    /// attempt is over. `call` is a `Call`, or just the number of the attempt.
    #[inline]
    pub fn step<B: Blocking>(self, result: R, call: &mut B, policy: &Policy) -> Ended<R>
    where
        R: Outcome<Error = E>,
        C: Classifier<E>,
        W: for<'d> Watcher<R, B::Decider<'d>>,
    {
        let mut next = B::Next::default();
        let ended = self.decide(result, call.decider(), policy, &mut next);
        if let Ended::Not = ended {
            call.advance(next);
        }
        ended
    }

    /// After an attempt: the result to return, or the delay before the next attempt.
    #[inline]
    pub fn next<'c>(
        self,
        result: R,
        call: &'c mut Call,
        policy: &Policy,
        clock: Clock,
    ) -> ControlFlow<R, Duration>
    where
        R: Outcome<Error = E>,
        C: Classifier<E>,
        W: Watcher<R, Timed<'c>>,
    {
        let mut delay = Duration::ZERO;
        let ended = self.decide(result, Timed { call, clock }, policy, &mut delay);
        control_flow(ended, delay)
    }

    /// [`next`](Self::next), after an attempt that may have been cut.
    #[inline]
    pub fn next_limited<'c, L>(
        self,
        attempted: Attempted<R, L::Cut>,
        limit: L,
        call: &'c mut Call,
        policy: &Policy,
        clock: Clock,
    ) -> ControlFlow<R, Duration>
    where
        R: Outcome<Error = E>,
        L: Cuts<R>,
        C: Classifier<E>,
        W: Watcher<R, Timed<'c>> + WatcherOfCuts<R>,
    {
        match attempted {
            Attempted::Ended(result) => self.next(result, call, policy, clock),
            Attempted::Cut(cut) => {
                let timed_out = call.timed_out(policy, clock);
                let result = || limit.result_of_cut(cut, timed_out);
                match self
                    .watcher
                    .after_cut(timed_out, Timed { call, clock }, policy, result)
                {
                    Ok(delay) => ControlFlow::Continue(delay),
                    Err(gave_up) => ControlFlow::Break(told(result(), self.classifier, gave_up)),
                }
            }
        }
    }

    #[inline]
    pub(super) fn into_parts(self) -> (C, W) {
        (self.classifier, self.watcher)
    }

    #[inline]
    pub(super) fn decide<D>(
        self,
        result: R,
        decider: D,
        policy: &Policy,
        next: &mut D::Next,
    ) -> Ended<R>
    where
        R: Outcome<Error = E>,
        C: Classifier<E>,
        D: Decider,
        W: Watcher<R, D>,
    {
        if !self.retries_ok && result.as_result().is_ok() {
            self.watcher.after_success(decider, policy);
            return Ended::With(result);
        }
        self.watcher
            .after_failure(result, decider, policy, self.classifier, next)
    }
}

/// The result to return, or the delay before the next attempt.
#[inline]
pub(super) fn control_flow<R>(ended: Ended<R>, delay: Duration) -> ControlFlow<R, Duration> {
    match ended {
        Ended::With(result) => ControlFlow::Break(result),
        Ended::Not => ControlFlow::Continue(delay),
    }
}

/// The result, whose error has been told that the call gave up.
pub(super) fn told<R: Outcome>(
    result: R,
    classifier: impl Classifier<R::Error>,
    gave_up: GaveUp,
) -> R {
    if let Err(error) = result.as_result() {
        classifier.gave_up(error, gave_up);
    }
    result
}
