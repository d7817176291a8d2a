//! What a call counts: its attempts, and among the failed ones those that are counted apart.
//!
//! One word, as a loop that keeps nothing else holds it in a register; and adds small numbers, which need no register.

use std::num::NonZeroU64;

/// What is to be counted of a failed attempt, before the next one.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Failed {
    /// It advanced the backoff.
    #[default]
    Delayed,
    /// There is no delay after it.
    Immediate,
    /// It was throttled, and that is counted apart.
    Throttled,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Counts(NonZeroU64);

/// An immediate failure in the word: the lowest 16 bits.
pub(crate) const ONE_IMMEDIATE: u64 = 1;
/// An attempt in the word, and all of the word as a call begins: 32 bits.
pub const ONE_ATTEMPT: u64 = 1 << 16;
/// A throttled failure in the word: the highest 16 bits.
const ONE_THROTTLED: u64 = 1 << 48;

const MOST_APART: u64 = 0xFFFF;

impl Counts {
    /// So many throttled attempts can be counted apart.
    pub(crate) const MOST_THROTTLED: u32 = 0xFFFF;

    pub(crate) const FIRST_ATTEMPT: Self = Self(NonZeroU64::new(ONE_ATTEMPT).unwrap());

    /// No word is smaller than that of the first attempt.
    #[inline]
    pub(crate) const fn from_word(word: u64) -> Self {
        match NonZeroU64::new(word) {
            Some(word) => Self(word),
            None => Self::FIRST_ATTEMPT,
        }
    }

    /// The attempt under way, counted from 1.
    #[inline]
    pub(crate) const fn attempt(self) -> u32 {
        self.read(ONE_ATTEMPT, u32::MAX as u64)
    }

    /// The attempts up to this one that failed, as it did, and count towards the same limit.
    #[inline]
    pub(crate) const fn failed_like(self, failed: Failed) -> u32 {
        match failed {
            Failed::Throttled => self.throttled() + 1,
            Failed::Delayed | Failed::Immediate => self.attempt() - self.throttled(),
        }
    }

    /// The failures before this one that advanced the same backoff.
    #[inline]
    pub(crate) const fn delayed_like(self, failed: Failed) -> u32 {
        match failed {
            Failed::Throttled => self.throttled(),
            Failed::Delayed | Failed::Immediate => {
                let apart = 1 + self.throttled() + self.read(ONE_IMMEDIATE, MOST_APART);
                self.attempt().saturating_sub(apart)
            }
        }
    }

    /// The attempts before this one that were throttled and are counted apart.
    #[inline]
    const fn throttled(self) -> u32 {
        self.read(ONE_THROTTLED, MOST_APART)
    }

    /// After one more failed attempt. No more than 65,535 of a kind are counted apart.
    #[inline]
    pub(crate) const fn after(self, failed: Failed) -> Self {
        let attempt = self.one_more(ONE_ATTEMPT, u32::MAX as u64);
        let apart = match failed {
            Failed::Delayed => 0,
            Failed::Immediate => self.one_more(ONE_IMMEDIATE, MOST_APART),
            Failed::Throttled => self.one_more(ONE_THROTTLED, MOST_APART),
        };
        Self::from_word(self.0.get() + attempt + apart)
    }

    #[allow(clippy::cast_possible_truncation)] // at most `most`, which fits
    const fn read(self, one: u64, most: u64) -> u32 {
        ((self.0.get() / one) & most) as u32
    }

    const fn one_more(self, one: u64, most: u64) -> u64 {
        if self.read(one, most) as u64 == most {
            0
        } else {
            one
        }
    }
}
