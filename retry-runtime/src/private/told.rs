//! Who is told where anybody is: hooks, and the features that observe.

use super::classifier::Classifier;
use super::erase::Eraser;
use super::known::Knower;
use super::watcher::{Ended, Teller, Tells, Watcher, WatcherOfCuts, after_failure, by_reference};
use crate::classify::Classification;
use crate::event::ErasedError;
use crate::give_up::GaveUp;
use crate::hooks::Hooks;
use crate::outcome::Outcome;
use crate::policy::Policy;
use crate::site::Site;
use crate::timeout::TimedOut;

/// Hooks and the features that observe are told.
pub struct Told<'a, X, K, H> {
    pub(super) site: &'a Site,
    pub(super) eraser: X,
    pub(super) knower: K,
    pub(super) hooks: H,
}

impl<'a, E, D, X, K, H> Tells<E, D> for Told<'a, X, K, H>
where
    D: Teller,
    X: Eraser<E>,
    K: Knower<E>,
    H: Into<Hooks<'a>>,
{
    #[inline]
    fn decide(
        self,
        failure: Classification,
        error: Option<&E>,
        decider: D,
        policy: &Policy,
    ) -> Result<D::Next, GaveUp> {
        let erased = error.map(|error| {
            let erased = self.eraser.erase(error);
            ErasedError {
                chain: self.knower.error(error).or(erased.chain),
                ..erased
            }
        });
        decider.decide_and_tell(policy, failure, erased, self.site, self.hooks.into())
    }
}

impl<'a, R, D, X, K, H> Watcher<R, D> for Told<'a, X, K, H>
where
    R: Outcome,
    D: Teller,
    X: Eraser<R::Error>,
    K: Knower<R::Error>,
    H: Into<Hooks<'a>>,
{
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
    fn after_success(self, decider: D, policy: &Policy) {
        decider.tell_recovery(policy, self.site, self.hooks.into());
    }
}

impl<'a, R, X, K, H: Into<Hooks<'a>>> WatcherOfCuts<R> for Told<'a, X, K, H> {
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
        decider.decide_and_tell(policy, failure, Some(error), site, hooks.into())
    }
}
