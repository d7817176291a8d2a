//! The decisions of one call: after each failed attempt, whether there is another, and after which delay.
//!
//! No I/O, no clock, no sleeping: the loops bring the time and do the waiting. The order of the rules is the
//! order of the code in [`Engine::decide`].

use std::time::Duration;

use crate::classify::Classification;
use crate::counts::{Counts, Failed};
use crate::event::Reason;
use crate::nanos::Nanos;
use crate::policy::Policy;
use crate::random::Random;
use crate::schedule::Schedule;

/// What to do after a failed attempt.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Decision {
    /// Make another attempt after this delay. The failure has been counted as it says.
    Retry(Nanos, Failed),
    /// Return what the last attempt returned.
    GiveUp(Reason),
}

#[derive(Clone, Debug)]
pub(crate) struct Engine {
    counts: Counts,
    schedule: Schedule,
}

impl Engine {
    #[inline]
    pub(crate) const fn new() -> Self {
        Self::at(Counts::FIRST_ATTEMPT)
    }

    /// With these counts, and no delay drawn yet.
    #[inline]
    pub(crate) const fn at(counts: Counts) -> Self {
        Self {
            counts,
            schedule: Schedule::new(),
        }
    }

    #[inline]
    pub(crate) const fn counts(&self) -> Counts {
        self.counts
    }

    /// Decides after a failed attempt. `elapsed` is asked for only if the policy has a deadline.
    #[inline]
    pub(crate) fn decide(
        &mut self,
        policy: &Policy,
        failure: Classification,
        elapsed: impl FnOnce() -> Duration,
        random: &mut impl Random,
    ) -> Decision {
        self.decide_sharing(policy, failure, || true, elapsed, random)
    }

    /// [`decide`](Self::decide), where `affords` tells whether what calls share allows a retry.
    #[inline(always)]
    #[allow(clippy::inline_always)] // a call that shares nothing pays nothing for it
    pub(crate) fn decide_sharing(
        &mut self,
        policy: &Policy,
        failure: Classification,
        affords: impl FnOnce() -> bool,
        elapsed: impl FnOnce() -> Duration,
        random: &mut impl Random,
    ) -> Decision {
        let undrawn = self.schedule.clone();
        let decision = self.decide_without_deadline(policy, failure, affords, random);
        let Decision::Retry(mut delay, failed) = decision else {
            return decision;
        };
        if policy.has_deadline() {
            let left = left(policy, elapsed);
            if delay >= left && failure.is_upper_bound() {
                self.schedule = undrawn;
                delay = self.own_delay(policy, failed, random);
            }
            if delay >= left {
                return Decision::GiveUp(Reason::Deadline);
            }
        }
        self.counts = self.counts.after(failed);
        Decision::Retry(delay, failed)
    }

    /// All rules but the deadline. It does not count the failure.
    #[inline(always)]
    #[allow(clippy::inline_always)] // so that each caller leaves out what it does not need
    pub(crate) fn decide_without_deadline(
        &mut self,
        policy: &Policy,
        failure: Classification,
        affords: impl FnOnce() -> bool,
        random: &mut impl Random,
    ) -> Decision {
        if !failure.is_retryable() {
            return Decision::GiveUp(Reason::Permanent);
        }
        if !policy.idempotent && failure.may_be_processed() {
            return Decision::GiveUp(Reason::MaybeProcessed);
        }
        let failed = policy.counts_as(failure);
        if self.counts.failed_like(failed) >= policy.most_failed_like(failed) {
            return Decision::GiveUp(Reason::Exhausted);
        }
        if !affords() {
            return Decision::GiveUp(Reason::Budget);
        }
        let named = match failure {
            Classification::Throttled { .. } => policy.accept(failure),
            _ => Ok(None),
        };
        let Ok(named) = named else {
            return Decision::GiveUp(Reason::RetryAfterTooLong);
        };
        let delay = match failed {
            Failed::Immediate => Nanos::ZERO,
            Failed::Delayed | Failed::Throttled => {
                let n = self.counts.delayed_like(failed);
                self.schedule.next_delay(policy, n, named, random)
            }
        };
        Decision::Retry(delay, failed)
    }

    /// The policy's own delay, whatever the server named.
    #[inline(never)]
    fn own_delay(&mut self, policy: &Policy, failed: Failed, random: &mut impl Random) -> Nanos {
        let n = self.counts.delayed_like(failed);
        self.schedule.next_delay(policy, n, None, random)
    }
}

/// The time left until the deadline.
#[inline(never)]
fn left(policy: &Policy, elapsed: impl FnOnce() -> Duration) -> Nanos {
    let elapsed = Nanos::new(elapsed());
    Nanos(policy.deadline.0.saturating_sub(elapsed.0))
}

#[cfg(test)]
mod tests;
