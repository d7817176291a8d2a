//! The paces that the crate's own is compared with are what they are called.
#![allow(clippy::unreadable_literal)] // as the vectors are written

use std::time::Duration;

use tokio::time::Instant;

use crate::limiter::{Curve, Limiter, Measured};
use crate::scenarios::{EMBEDDINGS, in_virtual_time};
use crate::server::Names;

/// That of the AWS SDKs, from a throttled reply at 10 a second: after a fall, a second each.
#[test]
fn a_rate_rises_by_cubic() {
    let most = 10.0;
    assert_rate(Curve::FALL * most, 7.0);
    let expected = [
        9.648936, 10.000031, 10.453285, 13.408697, 21.266268, 36.425999,
    ];
    for (second, expected) in (1..).zip(expected) {
        assert_rate(Curve::Cubic.rate(most, f64::from(second)), expected);
    }
}

#[test]
fn a_rate_rises_by_steps() {
    for (second, expected) in (0..).zip([14.0, 16.0, 18.0, 20.0]) {
        assert_rate(Curve::Aimd.rate(20.0, f64::from(second)), expected);
    }
    assert_rate(Curve::Aimd.rate(0.0, 3.0), 3.0);
}

/// As the AWS SDKs measure it: four replies a second at first, then eight.
#[test]
fn the_rate_of_replies_is_smoothed() {
    let mut measured = Measured::default();
    let mut rates = Vec::new();
    for now in [0.0, 0.25, 0.5, 0.75, 1.0, 1.125, 1.25, 1.375, 1.5] {
        measured.reply(now);
        rates.push(measured.rate);
    }
    let expected = [0.0, 0.0, 4.8, 4.8, 4.16, 4.16, 4.16, 4.16, 7.232];
    for (rate, expected) in rates.into_iter().zip(expected) {
        assert_rate(rate, expected);
    }
}

fn assert_rate(rate: f64, expected: f64) {
    assert!((rate - expected).abs() < 5e-7, "{rate}, {expected}");
}

#[test]
fn a_limiter_is_off_until_a_reply_is_throttled() {
    in_virtual_time(async {
        let start = Instant::now();
        let limiter = Limiter::new(Curve::Cubic);
        for _ in 0..1_000 {
            limiter.acquire().await;
            limiter.reply(false);
        }
        assert_eq!(start.elapsed(), Duration::ZERO);
        limiter.reply(true);
        limiter.acquire().await;
        assert!(start.elapsed() > Duration::ZERO);
    });
}

/// Why the crate has a pace of its own.
#[test]
fn the_other_paces_take_longer_or_are_throttled_more() {
    for names in [Names::Seconds, Names::Millis, Names::Nothing] {
        let own = EMBEDDINGS.run(names, true, 0);
        for curve in [Curve::Cubic, Curve::Aimd] {
            let other = EMBEDDINGS.run_paced(names, curve, 0);
            assert_eq!(other.failed, 0, "{curve:?}, {names:?}");
            let is_worse = other.seconds > own.seconds || other.throttled() > own.throttled();
            assert!(is_worse, "{curve:?}, {names:?}");
        }
    }
}
