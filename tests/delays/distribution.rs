//! What is drawn from the real generator, unseeded, is even and independent.
//!
//! Every bound is eight standard deviations away or as improbable, so that not one run in 10^12 is a false alarm.

use std::collections::BTreeMap;
use std::thread;
use std::time::Duration;

use retry_attr::{Backoff, Jitter, Policy};

const DEVIATIONS: f64 = 8.0;
const CALLS: u32 = 20_000;

/// 100 ms, 200 ms, 400 ms, 800 ms, 1.6 s, and 2 s three times.
const POLICY: Policy = Policy::new()
    .max(9)
    .base(Duration::from_millis(100))
    .cap(Duration::from_secs(2));

const AT_CAP: usize = 5;

/// Where a delay lies between two others: 0 at the lower, 1 at the upper.
pub(crate) fn share(delay: Duration, low: Duration, high: Duration) -> f64 {
    let (low, high) = (low.as_secs_f64(), high.as_secs_f64());
    let share = (delay.as_secs_f64() - low) / (high - low);
    assert!(share >= 0.0, "{delay:?} below {low}");
    assert!(share <= 1.0, "{delay:?} above {high}");
    share
}

/// Between which bounds `jitter` draws around `v`.
fn bounds(jitter: Jitter, v: Duration) -> (Duration, Duration) {
    let low = match jitter {
        Jitter::Full => Duration::ZERO,
        Jitter::Equal => v / 2,
        Jitter::Proportion(p) => v.mul_f64(1.0 - p),
        _ => unreachable!("not around a delay of the backoff"),
    };
    (low, v)
}

/// The shares of one call, by retry.
fn shares(jitter: Jitter) -> Vec<f64> {
    let delays = POLICY.jitter(jitter).delays().zip(POLICY.delays());
    let share = |(delay, v)| {
        let (low, high) = bounds(jitter, v);
        share(delay, low, high)
    };
    delays.map(share).collect()
}

/// Of decorrelated jitter that is far from the cap: the range of each delay follows from the one before.
fn decorrelated_shares() -> Vec<f64> {
    let base = Duration::from_millis(1);
    let policy = Policy::new().max(9).base(base).jitter(Jitter::Decorrelated);
    let mut previous = base;
    let share = |delay| {
        let share = share(delay, base, previous * 3);
        previous = delay;
        share
    };
    policy.delays().map(share).collect()
}

fn count(samples: usize) -> f64 {
    f64::from(u32::try_from(samples).unwrap())
}

/// Mean, spread and evenness of a sample that ought to be drawn evenly from 0 to 1.
#[track_caller]
pub(crate) fn assert_even(mut sample: Vec<f64>) {
    let n = count(sample.len());
    let mean = sample.iter().sum::<f64>() / n;
    let bound = DEVIATIONS * (1.0 / 12.0 / n).sqrt();
    assert!((mean - 0.5).abs() < bound, "mean {mean}");

    let variance = sample.iter().map(|it| (it - 0.5).powi(2)).sum::<f64>() / n;
    let bound = DEVIATIONS * (1.0 / 180.0 / n).sqrt();
    assert!((variance - 1.0 / 12.0).abs() < bound, "variance {variance}");

    // Kolmogorov-Smirnov; by Massart's inequality farther apart once in e^(2 × 4.2²) / 2 = 10^15.
    sample.sort_by(f64::total_cmp);
    let distance = sample.iter().enumerate().map(|(index, it)| {
        let (below, upto) = (count(index) / n, count(index + 1) / n);
        (it - below).abs().max((it - upto).abs())
    });
    let distance = distance.fold(0.0, f64::max);
    assert!(distance < 4.2 / n.sqrt(), "distance {distance}");
}

/// Whether the first of a pair says anything about the second.
#[track_caller]
fn assert_independent(pairs: &[(f64, f64)]) {
    let n = count(pairs.len());
    let products = pairs.iter().map(|(one, other)| (one - 0.5) * (other - 0.5));
    let correlation = products.sum::<f64>() / n * 12.0;
    let bound = DEVIATIONS / n.sqrt();
    assert!(correlation.abs() < bound, "correlation {correlation}");

    #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)] // from 0 to 9
    let cell = |it: f64| ((it * 10.0) as usize).min(9);
    let mut cells = [0_u32; 100];
    for (one, other) in pairs {
        cells[cell(*one) * 10 + cell(*other)] += 1;
    }
    assert_equally_many(&cells);
}

/// Chi-squared, by the approximation of Wilson and Hilferty.
#[track_caller]
fn assert_equally_many(cells: &[u32]) {
    let expected = f64::from(cells.iter().sum::<u32>()) / count(cells.len());
    let squares = cells.iter().map(|it| (f64::from(*it) - expected).powi(2));
    let chi_squared = squares.sum::<f64>() / expected;
    let freedom = count(cells.len() - 1);
    let deviation = (2.0 / 9.0 / freedom).sqrt();
    let bound = freedom * (1.0 - deviation.powi(2) + DEVIATIONS * deviation).powi(3);
    assert!(chi_squared < bound, "chi-squared {chi_squared} of {bound}");
}

/// The values of each retry over many calls.
fn by_retry(call: impl Fn() -> Vec<f64>) -> Vec<Vec<f64>> {
    let mut by_retry = vec![Vec::new(); 8];
    for _ in 0..CALLS {
        for (retry, share) in call().into_iter().enumerate() {
            by_retry[retry].push(share);
        }
    }
    by_retry
}

const AROUND_THE_BACKOFF: [Jitter; 3] = [Jitter::Full, Jitter::Equal, Jitter::Proportion(0.25)];

#[test]
fn every_delay_is_even_below_the_cap_and_at_it() {
    for jitter in AROUND_THE_BACKOFF {
        by_retry(|| shares(jitter))
            .into_iter()
            .for_each(assert_even);
    }
}

#[test]
fn decorrelated_is_even_up_to_three_times_the_previous_delay() {
    by_retry(decorrelated_shares)
        .into_iter()
        .for_each(assert_even);
}

/// Its formula draws first and caps then: what is drawn above the cap is the cap, the rest stays even below it.
#[test]
fn decorrelated_yields_the_cap_as_often_as_more_is_drawn() {
    let (base, cap) = (Duration::from_millis(100), Duration::from_secs(2));
    let (mut capped, mut expected, mut variance) = (0, 0.0, 0.0);
    let mut below = Vec::new();
    for _ in 0..CALLS {
        let mut previous = base;
        for delay in POLICY.jitter(Jitter::Decorrelated).delays() {
            if previous * 3 > cap {
                let chance = 1.0 - share(cap, base, previous * 3);
                expected += chance;
                variance += chance * (1.0 - chance);
                if delay == cap {
                    capped += 1;
                } else {
                    below.push(share(delay, base, cap));
                }
            }
            previous = delay;
        }
    }
    let off = f64::from(capped) - expected;
    assert!(off.abs() < DEVIATIONS * variance.sqrt(), "{off} too many");
    assert_even(below);
}

#[test]
fn every_nanosecond_of_a_range_is_as_likely_as_the_others() {
    for (jitter, v, values) in [
        (Jitter::Full, 1, 0..=1),
        (Jitter::Full, 2, 0..=2),
        (Jitter::Full, 9, 0..=9),
        (Jitter::Equal, 9, 4..=9),
        (Jitter::Decorrelated, 4, 4..=12),
        (Jitter::Proportion(0.5), 8, 4..=8),
    ] {
        let policy = Policy::new()
            .backoff(Backoff::Fixed)
            .base(Duration::from_nanos(v))
            .jitter(jitter);
        let mut counts: BTreeMap<_, u32> = values.map(|value| (value, 0)).collect();
        for _ in 0..CALLS {
            let delay = policy.delays().next().unwrap();
            *counts.get_mut(&delay.as_nanos()).expect("in its range") += 1;
        }
        assert_equally_many(&counts.into_values().collect::<Vec<_>>());
    }
}

#[test]
fn the_delays_of_a_call_are_independent() {
    for jitter in AROUND_THE_BACKOFF {
        let calls = (0..CALLS).map(|_| shares(jitter));
        let (first, at_cap): (Vec<_>, Vec<_>) = calls
            .map(|it| ((it[0], it[1]), (it[AT_CAP], it[AT_CAP + 1])))
            .unzip();
        assert_independent(&first);
        assert_independent(&at_cap);
    }
    let calls = (0..CALLS).map(|_| decorrelated_shares());
    assert_independent(&calls.map(|it| (it[0], it[1])).collect::<Vec<_>>());
}

#[test]
fn calls_are_independent() {
    for jitter in AROUND_THE_BACKOFF {
        for retry in [0, AT_CAP] {
            let pairs = (0..CALLS).map(|_| (shares(jitter)[retry], shares(jitter)[retry]));
            assert_independent(&pairs.collect::<Vec<_>>());
        }
    }
    let pairs = (0..CALLS).map(|_| (decorrelated_shares()[0], decorrelated_shares()[0]));
    assert_independent(&pairs.collect::<Vec<_>>());
}

/// Of two calls under way at once, even if one is a copy of the other.
#[test]
fn calls_under_way_at_once_are_independent() {
    let policy = POLICY.max(CALLS).jitter(Jitter::Full);
    let one = policy.delays();
    let other = one.clone();
    let cap = Duration::from_secs(2);
    let pairs = one.zip(other).skip(AT_CAP).map(|(one, other)| {
        (
            share(one, Duration::ZERO, cap),
            share(other, Duration::ZERO, cap),
        )
    });
    assert_independent(&pairs.collect::<Vec<_>>());
}

#[test]
fn threads_are_independent() {
    let draw = || (0..500).map(|_| shares(Jitter::Full)[AT_CAP]).collect();
    let threads: Vec<_> = (0..64).map(|_| thread::spawn(draw)).collect();
    let drawn: Vec<Vec<f64>> = threads.into_iter().map(|it| it.join().unwrap()).collect();
    let neighbours = drawn.iter().zip(&drawn[1..]);
    let pairs = neighbours.step_by(2).flat_map(|(one, other)| {
        let pairs = one.iter().copied().zip(other.iter().copied());
        pairs.collect::<Vec<_>>()
    });
    assert_independent(&pairs.collect::<Vec<_>>());
}

/// Each thread seeds its own generator: what they draw first is even too.
#[test]
fn the_first_draws_of_threads_are_even_and_independent() {
    let drawn: Vec<_> = (0..3_000)
        .map(|_| thread::spawn(|| shares(Jitter::Full)[0]).join().unwrap())
        .collect();
    let pairs = drawn.chunks_exact(2).map(|pair| (pair[0], pair[1]));
    assert_independent(&pairs.collect::<Vec<_>>());
    assert_even(drawn);
}
