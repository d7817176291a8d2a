//! Between which bounds the delays of a policy lie, before any of them is drawn.

use std::ops::RangeInclusive;
use std::time::Duration;

use crate::engine::Schedule;
use crate::policy::Policy;

impl Policy {
    /// The shortest and the longest delay before each retry of a call, when no server names a wait.
    ///
    /// Both ends can be drawn, and nothing outside them; without jitter they are equal. With
    /// [`Jitter::Decorrelated`](crate::Jitter::Decorrelated) a delay also depends on the one before it: the range is
    /// the one over all calls, from `base` to base × 3<sup>n + 1</sup> or `cap` for n retries already made, and one
    /// call reaches its end only if every delay before was the longest possible.
    ///
    /// It ends after `max - 1` ranges and knows no deadline, as [`delays`](Self::delays).
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
        }
    }
}

/// The shortest and the longest delay before each retry, by [`Policy::delay_ranges`].
#[derive(Clone, Debug)]
#[must_use = "iterators are lazy and compute nothing until advanced"]
pub struct DelayRanges {
    policy: Policy,
    schedule: Schedule,
}

impl DelayRanges {
    fn left(&self) -> u32 {
        let retries = self.policy.max.saturating_sub(1);
        retries.saturating_sub(self.schedule.retries())
    }
}

impl Iterator for DelayRanges {
    type Item = RangeInclusive<Duration>;

    fn next(&mut self) -> Option<RangeInclusive<Duration>> {
        (self.left() > 0).then(|| self.schedule.next_range(&self.policy))
    }

    fn size_hint(&self) -> (usize, Option<usize>) {
        (self.left() as usize, Some(self.left() as usize))
    }
}

impl ExactSizeIterator for DelayRanges {}
impl std::iter::FusedIterator for DelayRanges {}
