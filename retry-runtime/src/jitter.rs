//! The randomness of a delay: the range from which it is drawn.
//!
//! The formulas for full, equal and decorrelated jitter are those of the AWS Architecture Blog,
//! "Exponential Backoff And Jitter" (2015).

use crate::nanos::Nanos;

/// The randomness of a delay.
///
/// It is applied after the cap, so that clients at the cap stay spread out. Only [`Decorrelated`](Self::Decorrelated)
/// is capped afterwards.
///
/// v is the capped delay of the backoff. U\[a, b\] is drawn evenly between a and b, both included. A delay named by the
/// server is never shortened: the same spread is added to it.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
#[non_exhaustive]
pub enum Jitter {
    /// v: every client in step. This is the default, because delays should not be random unless you ask for it.
    #[default]
    None,
    /// U\[0, v\]: the widest spread; the best choice against many clients.
    Full,
    /// v/2 + U\[0, v/2\]: never less than half the delay.
    Equal,
    /// min(cap, U\[base, 3 × the previous delay\]): takes the place of the backoff, and grows by chance instead of by
    /// `factor`.
    ///
    /// A delay drawn above the cap becomes the cap. After a delay at the cap that happens to two in three, so some of
    /// the clients at the cap are in step.
    Decorrelated,
    /// v × U\[1 - p, 1\] for a proportion p between 0 and 1: `0.25` takes off up to a quarter.
    Proportion(f64),
}

/// A delay is drawn evenly between these, both included.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Range {
    pub(crate) low: u64,
    pub(crate) high: u64,
}

impl Range {
    pub(crate) const ZERO: Self = Self { low: 0, high: 0 };
}

impl Jitter {
    /// Those that are a word.
    #[cfg(feature = "serde")]
    pub(crate) const NAMED: [Self; 4] = [Self::Full, Self::Equal, Self::Decorrelated, Self::None];

    /// As the option calls it.
    pub(crate) const fn name(self) -> &'static str {
        match self {
            Self::None => "none",
            Self::Full => "full",
            Self::Equal => "equal",
            Self::Decorrelated => "decorrelated",
            Self::Proportion(_) => "proportion",
        }
    }

    pub(crate) const fn is_sound(self) -> bool {
        match self {
            Self::Proportion(p) => p >= 0.0 && p <= 1.0,
            Self::None | Self::Full | Self::Equal | Self::Decorrelated => true,
        }
    }

    /// `delay` is v, `previous` the last delay drawn by this call, or the base before the first.
    pub(crate) const fn range(self, delay: Nanos, base: Nanos, previous: Nanos) -> Range {
        let v = delay.0;
        match self {
            Self::None => Range { low: v, high: v },
            Self::Full => Range { low: 0, high: v },
            Self::Equal => Range {
                low: v / 2,
                high: v,
            },
            Self::Decorrelated => {
                let high = previous.0.saturating_mul(3);
                Range {
                    low: base.0,
                    high: if high > base.0 { high } else { base.0 },
                }
            }
            Self::Proportion(p) => Range {
                low: v - share(v, p),
                high: v,
            },
        }
    }
}

/// p × v, for any p: less than nothing and NaN count as 0, more than everything as 1.
#[allow(
    clippy::cast_precision_loss,
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss
)] // `as` rounds and saturates, which is what is wanted here
const fn share(v: u64, p: f64) -> u64 {
    let share = (v as f64 * p) as u64;
    if share > v { v } else { share }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn range(jitter: Jitter) -> (u64, u64) {
        let Range { low, high } = jitter.range(Nanos(1001), Nanos(300), Nanos(500));
        (low, high)
    }

    #[test]
    fn formulas() {
        assert_eq!(range(Jitter::None), (1001, 1001));
        assert_eq!(range(Jitter::Full), (0, 1001));
        assert_eq!(range(Jitter::Equal), (500, 1001));
        assert_eq!(range(Jitter::Decorrelated), (300, 1500));
        assert_eq!(range(Jitter::Proportion(0.25)), (751, 1001));
        assert_eq!(range(Jitter::Proportion(0.0)), (1001, 1001));
        assert_eq!(range(Jitter::Proportion(1.0)), (0, 1001));
    }

    #[test]
    fn senseless_proportions_stay_within_the_delay() {
        for p in [-1.0, f64::NAN, f64::NEG_INFINITY] {
            assert_eq!(range(Jitter::Proportion(p)), (1001, 1001));
        }
        for p in [1.5, f64::INFINITY] {
            assert_eq!(range(Jitter::Proportion(p)), (0, 1001));
        }
    }

    #[test]
    fn extremes_saturate() {
        let max = Nanos(u64::MAX);
        for jitter in [
            Jitter::None,
            Jitter::Full,
            Jitter::Equal,
            Jitter::Decorrelated,
            Jitter::Proportion(0.5),
            Jitter::Proportion(1.0),
        ] {
            for (delay, base, previous) in [(max, max, max), (Nanos(0), max, Nanos(0))] {
                let range = jitter.range(delay, base, previous);
                assert!(range.low <= range.high, "{jitter:?} {range:?}");
            }
        }
    }
}
