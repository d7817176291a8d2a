//! The delays of a policy without a call: freshly drawn, or the range from which each is drawn.

use std::iter::FusedIterator;
use std::ops::RangeInclusive;
use std::time::Duration;

use crate::policy::Policy;
use crate::random::ThreadRandom;
use crate::schedule::Schedule;

impl Policy {
    /// The delays before the retries of one call, with jitter drawn anew, if the server names none.
    ///
    /// The iterator ends after `max - 1` delays and ignores the deadline. With [`throttled`](Self::throttled),
    /// throttled attempts have the same delays again.
    ///
    /// # Example
    ///
    /// ```
    /// use std::time::Duration;
    /// use retry_attr::Policy;
    ///
    /// let delays: Vec<Duration> = Policy::new().max(4).delays().collect();
    /// assert_eq!(delays, [1, 2, 4].map(Duration::from_secs));
    /// ```
    pub const fn delays(&self) -> Delays {
        Delays {
            policy: *self,
            schedule: Schedule::new(),
            retries: 0,
        }
    }

    /// The shortest and the longest delay before each retry of a call, if the server names none.
    ///
    /// Both ends are included; without jitter they are equal. With
    /// [`Jitter::Decorrelated`](crate::Jitter::Decorrelated), a delay also depends on the one before it. The range then
    /// covers all calls: after n earlier retries it goes from `base` to base × 3<sup>n + 1</sup> or `cap`. A single
    /// call reaches the end only if each of its earlier delays was the longest possible.
    ///
    /// Like [`delays`](Self::delays), the iterator ends after `max - 1` ranges and ignores the deadline.
    ///
    /// # Example
    ///
    /// ```
    /// use std::time::Duration;
    /// use retry_attr::{Jitter, Policy};
    ///
    /// let policy = Policy::new().max(4).jitter(Jitter::Equal);
    /// let second = Duration::from_secs(1);
    /// assert!(policy.delay_ranges().eq([
    ///     second / 2..=second,
    ///     second..=second * 2,
    ///     second * 2..=second * 4,
    /// ]));
    ///
    /// let longest: Duration = policy.delay_ranges().map(|range| *range.end()).sum();
    /// assert_eq!(longest, second * 7);
    /// ```
    pub const fn delay_ranges(&self) -> DelayRanges {
        DelayRanges {
            policy: *self,
            schedule: Schedule::new(),
            retries: 0,
        }
    }
}

/// The delays of one call; returned by [`Policy::delays`].
#[derive(Clone, Debug)]
#[must_use = "iterators are lazy and draw nothing until advanced"]
pub struct Delays {
    policy: Policy,
    schedule: Schedule,
    /// How many delays there were before.
    retries: u32,
}

/// The shortest and the longest delay before each retry; returned by [`Policy::delay_ranges`].
#[derive(Clone, Debug)]
#[must_use = "iterators are lazy and compute nothing until advanced"]
pub struct DelayRanges {
    policy: Policy,
    schedule: Schedule,
    /// How many delays there were before.
    retries: u32,
}

/// How many retries are left to make.
fn left(policy: &Policy, retries: u32) -> usize {
    policy.max.saturating_sub(1).saturating_sub(retries) as usize
}

/// Counts one more retry, if there is one left; how many there were before.
fn advance(policy: &Policy, retries: &mut u32) -> Option<u32> {
    let before = *retries;
    (left(policy, before) > 0).then(|| {
        *retries += 1;
        before
    })
}

impl Iterator for Delays {
    type Item = Duration;

    fn next(&mut self) -> Option<Duration> {
        let n = advance(&self.policy, &mut self.retries)?;
        let delay = self
            .schedule
            .next_delay(&self.policy, n, None, &mut ThreadRandom);
        Some(delay.duration())
    }

    fn size_hint(&self) -> (usize, Option<usize>) {
        let left = left(&self.policy, self.retries);
        (left, Some(left))
    }
}

impl Iterator for DelayRanges {
    type Item = RangeInclusive<Duration>;

    fn next(&mut self) -> Option<RangeInclusive<Duration>> {
        let n = advance(&self.policy, &mut self.retries)?;
        Some(self.schedule.next_range(&self.policy, n))
    }

    fn size_hint(&self) -> (usize, Option<usize>) {
        let left = left(&self.policy, self.retries);
        (left, Some(left))
    }
}

impl ExactSizeIterator for Delays {}
impl ExactSizeIterator for DelayRanges {}
impl FusedIterator for Delays {}
impl FusedIterator for DelayRanges {}
