//! The state machine of one call: after each failed attempt, whether there is another, and after which delay.
//!
//! No I/O, no clock, no sleeping: the loops bring the time and do the waiting. The order of the rules is the
//! order of the code in [`Engine::after_failure`].

use std::num::NonZeroU32;
use std::ops::RangeInclusive;
use std::time::Duration;

use crate::backoff::Backoff;
use crate::classify::Classification;
use crate::event::Reason;
use crate::jitter::{Bounds, Jitter};
use crate::nanos::Nanos;
use crate::policy::{Accept, Policy};
use crate::random::Random;

/// The delays of one call so far.
#[derive(Clone, Debug)]
pub(crate) struct Schedule {
    /// One more than the retries so far.
    attempt: NonZeroU32,
    /// The last delay drawn, for decorrelated jitter; 0 before the first.
    previous: Nanos,
}

impl Schedule {
    pub(crate) const fn new() -> Self {
        Self {
            attempt: NonZeroU32::MIN,
            previous: Nanos::ZERO,
        }
    }

    pub(crate) const fn retries(&self) -> u32 {
        self.attempt.get() - 1
    }

    /// The next delay before its jitter.
    const fn plain(&self, policy: &Policy) -> Nanos {
        policy
            .backoff
            .delay(policy.base, policy.factor, policy.cap, self.retries())
    }

    /// Between which bounds the delay is drawn that is `v` before its jitter; it is capped after that.
    const fn bounds(&self, policy: &Policy, v: Nanos) -> Bounds {
        if matches!(policy.backoff, Backoff::None) {
            return Bounds::ZERO;
        }
        let previous = if self.previous.0 == 0 {
            policy.base
        } else {
            self.previous
        };
        policy.jitter.bounds(v, policy.base, previous)
    }

    /// The shortest and the longest that the next delay may be, after whatever delays came before it.
    pub(crate) fn next_range(&mut self, policy: &Policy) -> RangeInclusive<Duration> {
        let Bounds { low, high } = self.bounds(policy, self.plain(policy));
        let (low, high) = (Nanos(low).min(policy.cap), Nanos(high).min(policy.cap));
        self.attempt = self.attempt.saturating_add(1);
        // The longest delay allows the longest one after it.
        self.previous = high;
        low.duration()..=high.duration()
    }

    /// The delay before the next retry: `wait`, if the server named one, with jitter only on top; else the
    /// policy's own, never above its cap.
    #[inline]
    pub(crate) fn next(
        &mut self,
        policy: &Policy,
        wait: Option<Nanos>,
        random: &mut impl Random,
    ) -> Nanos {
        let v = self.plain(policy);
        self.attempt = self.attempt.saturating_add(1);
        if wait.is_none() && matches!(policy.jitter, Jitter::None) {
            return v;
        }
        self.draw(policy, v, wait, random)
    }

    /// The delay with its jitter, or the server's with jitter on top.
    #[inline(never)]
    fn draw(
        &mut self,
        policy: &Policy,
        v: Nanos,
        wait: Option<Nanos>,
        random: &mut impl Random,
    ) -> Nanos {
        let bounds = self.bounds(policy, v);
        if let Some(wait) = wait {
            let spread = bounds.high.min(policy.cap.0).saturating_sub(bounds.low);
            return Nanos(wait.0.saturating_add(random.up_to(spread)));
        }
        let drawn = random.up_to(bounds.high - bounds.low);
        let own = Nanos(bounds.low.saturating_add(drawn)).min(policy.cap);
        self.previous = own;
        own
    }
}

/// What to do after a failed attempt.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Decision {
    /// Make another attempt after this delay.
    Retry(Nanos),
    /// Return what the last attempt returned.
    GiveUp(Reason),
}

#[derive(Clone, Debug)]
pub(crate) struct Engine {
    schedule: Schedule,
}

impl Engine {
    #[inline]
    pub(crate) const fn new() -> Self {
        Self {
            schedule: Schedule::new(),
        }
    }

    /// At the given attempt, counted from 1, with no delay drawn yet.
    pub(crate) const fn at(attempt: u32) -> Self {
        let mut engine = Self::new();
        if let Some(attempt) = NonZeroU32::new(attempt) {
            engine.schedule.attempt = attempt;
        }
        engine
    }

    /// The attempt under way, counted from 1.
    #[inline]
    pub(crate) const fn attempt(&self) -> u32 {
        self.schedule.attempt.get()
    }

    /// Decides after a failed attempt. `elapsed` is asked for only if the policy has a deadline.
    #[inline]
    pub(crate) fn after_failure(
        &mut self,
        policy: &Policy,
        failure: Classification,
        elapsed: impl FnOnce() -> Duration,
        random: &mut impl Random,
    ) -> Decision {
        if !failure.is_retryable() {
            return Decision::GiveUp(Reason::Permanent);
        }
        if self.attempt() >= policy.max {
            return Decision::GiveUp(Reason::Exhausted);
        }
        let wait = match (failure.retry_after(), policy.retry_after) {
            // A wait of zero names none: retrying at once is what the server asks nobody to do.
            (Some(wait), Accept::UpTo(longest)) if !wait.is_zero() => {
                let wait = Nanos::new(wait);
                if wait > longest {
                    return Decision::GiveUp(Reason::RetryAfterTooLong);
                }
                Some(wait)
            }
            _ => None,
        };
        let delay = self.schedule.next(policy, wait, random);
        if policy.has_deadline() {
            let end = Nanos::new(elapsed()).0.saturating_add(delay.0);
            if end >= policy.deadline.0 {
                return Decision::GiveUp(Reason::Deadline);
            }
        }
        Decision::Retry(delay)
    }
}

#[cfg(test)]
mod tests;
