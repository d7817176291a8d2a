//! The delays of one call, in order: backoff, then jitter, never above the cap; or what the server named.
//!
//! It keeps what the next delay depends on. Whether there is another attempt at all is up to the engine.

use std::num::NonZeroU32;
use std::ops::RangeInclusive;
use std::time::Duration;

use crate::backoff::Backoff;
use crate::jitter::{Jitter, Range};
use crate::nanos::Nanos;
use crate::policy::Policy;
use crate::random::Random;

#[derive(Clone, Debug)]
pub(crate) struct Schedule {
    /// The attempt under way: one more than the retries so far.
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

    /// At the given attempt, counted from 1, with no delay drawn yet.
    pub(crate) const fn at(attempt: u32) -> Self {
        let mut schedule = Self::new();
        if let Some(attempt) = NonZeroU32::new(attempt) {
            schedule.attempt = attempt;
        }
        schedule
    }

    /// The attempt under way, counted from 1.
    #[inline]
    pub(crate) const fn attempt(&self) -> u32 {
        self.attempt.get()
    }

    pub(crate) const fn retries(&self) -> u32 {
        self.attempt.get() - 1
    }

    /// The delay before the next retry. If the server named one, it is that, with jitter only on top; else it is the
    /// policy's own, never above its cap.
    #[inline]
    pub(crate) fn next_delay(
        &mut self,
        policy: &Policy,
        retry_after: Option<Nanos>,
        random: &mut impl Random,
    ) -> Nanos {
        let v = self.before_jitter(policy);
        self.attempt = self.attempt.saturating_add(1);
        if retry_after.is_none() && matches!(policy.jitter, Jitter::None) {
            return v;
        }
        self.draw(policy, v, retry_after, random)
    }

    /// The shortest and the longest that the next delay may be, after whatever delays came before it.
    pub(crate) fn next_range(&mut self, policy: &Policy) -> RangeInclusive<Duration> {
        let Range { low, high } = self.range(policy, self.before_jitter(policy));
        let (low, high) = (Nanos(low).min(policy.cap), Nanos(high).min(policy.cap));
        self.attempt = self.attempt.saturating_add(1);
        // The longest delay allows the longest one after it.
        self.previous = high;
        low.duration()..=high.duration()
    }

    const fn before_jitter(&self, policy: &Policy) -> Nanos {
        policy
            .backoff
            .delay(policy.base, policy.factor, policy.cap, self.retries())
    }

    /// The range from which the delay is drawn that is `v` before its jitter. What is drawn is capped after that.
    const fn range(&self, policy: &Policy, v: Nanos) -> Range {
        if matches!(policy.backoff, Backoff::None) {
            return Range::ZERO;
        }
        let previous = if self.previous.0 == 0 {
            policy.base
        } else {
            self.previous
        };
        policy.jitter.range(v, policy.base, previous)
    }

    /// The delay with its jitter, or the server's with jitter on top.
    #[inline(never)]
    fn draw(
        &mut self,
        policy: &Policy,
        v: Nanos,
        retry_after: Option<Nanos>,
        random: &mut impl Random,
    ) -> Nanos {
        let range = self.range(policy, v);
        if let Some(retry_after) = retry_after {
            let spread = range.high.min(policy.cap.0).saturating_sub(range.low);
            return Nanos(retry_after.0.saturating_add(random.up_to(spread)));
        }
        let drawn = random.up_to(range.high - range.low);
        let own = Nanos(range.low.saturating_add(drawn)).min(policy.cap);
        self.previous = own;
        own
    }
}

#[cfg(test)]
mod tests;
