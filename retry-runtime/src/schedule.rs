//! The delays of one call, in order: backoff, then jitter, never above the cap; or what the server named.
//!
//! It keeps what the next delay depends on. Whether there is another attempt at all is up to the engine.

use std::ops::RangeInclusive;
use std::time::Duration;

use crate::backoff::Backoff;
use crate::jitter::{Jitter, Range};
use crate::nanos::Nanos;
use crate::policy::Policy;
use crate::random::Random;

#[derive(Clone, Debug)]
pub(crate) struct Schedule {
    /// The last delay drawn, for decorrelated jitter; 0 before the first.
    previous: Nanos,
}

impl Schedule {
    pub(crate) const fn new() -> Self {
        Self {
            previous: Nanos::ZERO,
        }
    }

    /// The delay after a failure, where `n` failures before it advanced the backoff. If the server named one, it is
    /// that, with jitter only on top; else it is the policy's own, never above its cap.
    ///
    /// A server is believed once: from the second retry on, a delay that it names is no shorter than the policy's own
    /// for the retry before. Else many callers that are told the same short delay come back together, and are told the
    /// same again.
    #[inline]
    pub(crate) fn next_delay(
        &mut self,
        policy: &Policy,
        n: u32,
        named: Option<Nanos>,
        random: &mut impl Random,
    ) -> Nanos {
        match named {
            None if matches!(policy.jitter, Jitter::None) => before_jitter(policy, n),
            None => self.own(policy, n, random),
            Some(named) => self.no_sooner_than(named, policy, n, random),
        }
    }

    #[inline(never)]
    fn no_sooner_than(
        &mut self,
        named: Nanos,
        policy: &Policy,
        n: u32,
        random: &mut impl Random,
    ) -> Nanos {
        let range = self.range(policy, before_jitter(policy, n));
        let spread = range.high.min(policy.cap.0).saturating_sub(range.low);
        let delay = Nanos(named.0.saturating_add(random.up_to(spread)));
        match n.checked_sub(1) {
            Some(before) => delay.max(self.own(policy, before, random)),
            None => delay,
        }
    }

    /// The shortest and the longest delay after a failure, where `n` failures before it advanced the backoff, after
    /// whatever delays came before it.
    pub(crate) fn next_range(&mut self, policy: &Policy, n: u32) -> RangeInclusive<Duration> {
        let Range { low, high } = self.range(policy, before_jitter(policy, n));
        let (low, high) = (Nanos(low).min(policy.cap), Nanos(high).min(policy.cap));
        // The longest delay allows the longest one after it.
        self.previous = high;
        low.duration()..=high.duration()
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

    /// The policy's own delay, with its jitter.
    #[inline(never)]
    fn own(&mut self, policy: &Policy, n: u32, random: &mut impl Random) -> Nanos {
        let range = self.range(policy, before_jitter(policy, n));
        let drawn = random.up_to(range.high - range.low);
        let own = Nanos(range.low.saturating_add(drawn)).min(policy.cap);
        self.previous = own;
        own
    }
}

#[inline]
const fn before_jitter(policy: &Policy, n: u32) -> Nanos {
    policy
        .backoff
        .delay(policy.base, policy.factor, policy.cap, n)
}

#[cfg(test)]
mod tests;
