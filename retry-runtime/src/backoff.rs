//! The shape of the delays, before jitter: which delay comes before which retry.

use crate::nanos::Nanos;

/// The rule that yields the delay before each retry, before jitter is applied.
///
/// n is the number of earlier retries, which is 0 before the first retry. No delay is longer than the policy's `cap`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Backoff {
    /// base × factor<sup>n</sup>: 1 s, 2 s, 4 s, 8 s with the default base and factor.
    #[default]
    Exponential,
    /// base × (n + 1): 1 s, 2 s, 3 s, 4 s.
    Linear,
    /// base: 1 s, 1 s, 1 s, 1 s.
    Fixed,
    /// base × the Fibonacci numbers: 1 s, 1 s, 2 s, 3 s, 5 s.
    Fibonacci,
    /// No delay at all.
    None,
}

impl Backoff {
    #[cfg(feature = "serde")]
    pub(crate) const ALL: [Self; 5] = [
        Self::Exponential,
        Self::Linear,
        Self::Fixed,
        Self::Fibonacci,
        Self::None,
    ];

    /// As the option calls it.
    pub(crate) const fn name(self) -> &'static str {
        match self {
            Self::Exponential => "exp",
            Self::Linear => "linear",
            Self::Fixed => "fixed",
            Self::Fibonacci => "fibonacci",
            Self::None => "none",
        }
    }

    #[inline]
    pub(crate) const fn delay(self, base: Nanos, factor: f64, cap: Nanos, n: u32) -> Nanos {
        let uncapped = match self {
            Self::Exponential => exponential(base.0, factor, n),
            Self::Linear => base.0.saturating_mul((n as u64).saturating_add(1)),
            Self::Fixed => base.0,
            Self::Fibonacci => base.0.saturating_mul(fibonacci(n)),
            Self::None => 0,
        };
        Nanos(if uncapped < cap.0 { uncapped } else { cap.0 })
    }
}

/// Exact while base × factor<sup>n</sup> is a whole number of nanoseconds below 2<sup>53</sup> (104 days).
#[allow(
    clippy::cast_precision_loss,
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss
)] // `as` rounds and saturates, which is what is wanted here
const fn exponential(base: u64, factor: f64, n: u32) -> u64 {
    if n == 0 || factor.is_nan() || factor <= 1.0 {
        return base;
    }
    let delay = base as f64 * power(factor, n);
    let whole = delay as u64;
    // Not `delay + 0.5`: from 2^52 on that sum is itself rounded.
    if delay - whole as f64 >= 0.5 {
        whole.saturating_add(1)
    } else {
        whole
    }
}

/// By squaring, as the precision of `f64::powi` differs between platforms.
#[inline(never)]
const fn power(mut factor: f64, mut n: u32) -> f64 {
    let mut product = 1.0;
    while n > 0 {
        if n & 1 == 1 {
            product *= factor;
        }
        factor *= factor;
        n >>= 1;
    }
    product
}

/// 1, 1, 2, 3, 5, ...
#[inline(never)]
const fn fibonacci(n: u32) -> u64 {
    let (mut current, mut next) = (1_u64, 1_u64);
    let mut i = 0;
    while i < n && current < u64::MAX {
        (current, next) = (next, current.saturating_add(next));
        i += 1;
    }
    current
}

#[cfg(test)]
mod tests {
    use super::*;

    fn delays(backoff: Backoff, factor: f64, cap: u64) -> Vec<u64> {
        (0..7)
            .map(|n| backoff.delay(Nanos(100), factor, Nanos(cap), n).0)
            .collect()
    }

    #[test]
    fn shapes() {
        let cap = 3_000;
        assert_eq!(
            delays(Backoff::Exponential, 2.0, cap),
            [100, 200, 400, 800, 1600, 3000, 3000]
        );
        assert_eq!(
            delays(Backoff::Exponential, 1.5, cap),
            [100, 150, 225, 338, 506, 759, 1139]
        );
        assert_eq!(
            delays(Backoff::Linear, 2.0, 500),
            [100, 200, 300, 400, 500, 500, 500]
        );
        assert_eq!(delays(Backoff::Fixed, 2.0, cap), [100; 7]);
        assert_eq!(
            delays(Backoff::Fibonacci, 2.0, cap),
            [100, 100, 200, 300, 500, 800, 1300]
        );
        assert_eq!(delays(Backoff::None, 2.0, cap), [0; 7]);
    }

    /// 3<sup>33</sup> is odd and above 2<sup>52</sup>.
    #[test]
    fn whole_delays_are_exact_where_a_half_no_longer_fits() {
        let delay = Backoff::Exponential.delay(Nanos(1), 3.0, Nanos(u64::MAX), 33);
        assert_eq!(delay.0, 3_u64.pow(33));
    }

    /// 2<sup>53</sup> + 1 is no `f64`.
    #[test]
    fn the_first_delay_is_the_base() {
        let base = Nanos((1 << 53) + 1);
        for backoff in [
            Backoff::Exponential,
            Backoff::Linear,
            Backoff::Fixed,
            Backoff::Fibonacci,
        ] {
            assert_eq!(backoff.delay(base, 2.0, Nanos(u64::MAX), 0), base);
        }
    }

    #[test]
    fn extremes_saturate() {
        for backoff in [Backoff::Exponential, Backoff::Linear, Backoff::Fibonacci] {
            for n in [34, 70, 93, 94, 1000, u32::MAX - 1, u32::MAX] {
                let delay = backoff.delay(Nanos(1_000_000_000), 2.0, Nanos(u64::MAX), n);
                assert!(delay.0 >= 35_000_000_000, "{backoff:?} {n} {delay:?}");
            }
        }
        for factor in [f64::NAN, f64::NEG_INFINITY, -1.0, 0.0, 0.5, 1.0] {
            assert_eq!(
                Backoff::Exponential.delay(Nanos(7), factor, Nanos(u64::MAX), 9),
                Nanos(7)
            );
        }
        assert_eq!(
            Backoff::Exponential.delay(Nanos(0), f64::INFINITY, Nanos(9), 9),
            Nanos(0)
        );
        assert_eq!(
            Backoff::Exponential.delay(Nanos(1), f64::INFINITY, Nanos(9), 9),
            Nanos(9)
        );
    }

    #[test]
    fn fibonacci_saturates_where_it_no_longer_fits() {
        assert_eq!(fibonacci(92), 12_200_160_415_121_876_738);
        assert_eq!(fibonacci(93), u64::MAX);
    }
}
