//! What `last_error` asks for: the error of a failed attempt, kept for the next one.

use super::classifier::Classifier;
use super::watcher::{Decider, Ended, Teller, Watcher, WatcherOfCuts};
use crate::give_up::GaveUp;
use crate::outcome::{IntoError, Outcome};
use crate::policy::Policy;
use crate::timeout::TimedOut;

/// The error of a result `R`.
pub type ErrorOf<R> = <R as Outcome>::Error;

/// Puts the error where the next attempt finds it, once another watcher has been told.
pub struct Keeping<'a, W, E> {
    pub(super) watcher: W,
    pub(super) slot: &'a mut Option<E>,
}

#[diagnostic::do_not_recommend]
impl<R: IntoError, D: Decider, W: Watcher<R, D>> Watcher<R, D> for Keeping<'_, W, R::Error> {
    #[inline]
    fn after(
        self,
        failed: &R,
        decider: D,
        policy: &Policy,
        classifier: impl Classifier<R::Error>,
    ) -> Option<D::Next> {
        self.watcher.after(failed, decider, policy, classifier)
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
        match self.watcher.after(&failed, decider, policy, classifier) {
            Some(it) => {
                *next = it;
                *self.slot = failed.into_error();
                Ended::Not
            }
            None => Ended::With(failed),
        }
    }

    #[inline]
    fn after_success(self, decider: D, policy: &Policy) {
        self.watcher.after_success(decider, policy);
    }
}

#[diagnostic::do_not_recommend]
impl<R: IntoError, W: WatcherOfCuts<R>> WatcherOfCuts<R> for Keeping<'_, W, R::Error> {
    #[inline]
    fn after_cut<D: Teller>(
        self,
        timed_out: TimedOut,
        decider: D,
        policy: &Policy,
        result: impl Fn() -> R,
    ) -> Result<D::Next, GaveUp> {
        let next = self
            .watcher
            .after_cut(timed_out, decider, policy, &result)?;
        *self.slot = result().into_error();
        Ok(next)
    }
}
