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
        if !failure.is_retryable() {
            return Decision::GiveUp(Reason::Permanent);
        }
        if !policy.idempotent && failure.may_be_processed() {
            return Decision::GiveUp(Reason::MaybeProcessed);
        }
        let counts = self.counts;
        let (failed, most, n) = match policy.throttled {
            Some(most) if failure.is_throttled() => {
                let n = counts.throttled();
                (n + 1, most.min(Counts::MOST_THROTTLED), n)
            }
            _ => {
                let failed = counts.attempt() - counts.throttled();
                (failed, policy.max, counts.delayed())
            }
        };
        if failed >= most {
            return Decision::GiveUp(Reason::Exhausted);
        }
        if !affords() {
            return Decision::GiveUp(Reason::Budget);
        }
        let named = match (policy.delay_named_by(failure), policy.retry_after) {
            (Some(named), Some(longest)) if named > longest => {
                return Decision::GiveUp(Reason::RetryAfterTooLong);
            }
            (named, Some(_)) => named,
            (_, None) => None,
        };
        let undrawn = self.schedule.clone();
        let mut delay = if failure.is_immediate() {
            Nanos::ZERO
        } else {
            self.schedule.next_delay(policy, n, named, random)
        };
        if policy.has_deadline() {
            let left = Nanos(policy.deadline.0.saturating_sub(Nanos::new(elapsed()).0));
            if delay >= left && failure.is_upper_bound() {
                self.schedule = undrawn;
                delay = self.schedule.next_delay(policy, n, None, random);
            }
            if delay >= left {
                return Decision::GiveUp(Reason::Deadline);
            }
        }
        let failed = if failure.is_immediate() {
            Failed::Immediate
        } else if failure.is_throttled() && policy.throttled.is_some() {
            Failed::Throttled
        } else {
            Failed::Delayed
        };
        self.counts = counts.after(failed);
        Decision::Retry(delay, failed)
    }
}

#[cfg(test)]
mod tests;
