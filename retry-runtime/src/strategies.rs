//! What the tests of delays and decisions draw their cases from: every value that an option can have.
//!
//! Cases are the same in every run; `PROPTEST_CASES=1000000` in the environment looks further.

use std::time::{Duration, SystemTime};

use proptest::prelude::*;
use proptest::test_runner::{Config, RngSeed};

use crate::backoff::Backoff;
use crate::classify::Classification;
use crate::jitter::Jitter;
use crate::policy::{Policy, RetryAfter};
use crate::random::Random;

pub(crate) fn config() -> Config {
    Config {
        failure_persistence: None,
        rng_seed: RngSeed::Fixed(4),
        ..Config::default()
    }
}

/// A source that yields the same share of every range: none of it at 0, all of it at `u64::MAX`.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Share(pub(crate) u64);

pub(crate) const LOWEST: Share = Share(0);
pub(crate) const HIGHEST: Share = Share(u64::MAX);

impl Random for Share {
    fn up_to(&mut self, most: u64) -> u64 {
        let drawn = ((u128::from(most) + 1) * u128::from(self.0)) >> 64;
        u64::try_from(drawn).unwrap()
    }
}

pub(crate) fn share() -> impl Strategy<Value = Share> {
    prop_oneof![
        1 => Just(LOWEST),
        1 => Just(HIGHEST),
        4 => any::<u64>().prop_map(Share),
    ]
}

/// Of every magnitude, from nothing to more than fits, and often the same few.
pub(crate) fn duration() -> impl Strategy<Value = Duration> {
    prop_oneof![
        4 => (0_u64..5).prop_map(Duration::from_nanos),
        1 => prop::sample::select(vec![
            Duration::from_nanos(u64::MAX - 1),
            Duration::from_nanos(u64::MAX),
            Duration::MAX,
        ]),
        4 => (any::<u64>(), 0_u32..64).prop_map(|(bits, shift)| Duration::from_nanos(bits >> shift)),
        4 => (1_u64..120_000).prop_map(Duration::from_millis),
    ]
}

pub(crate) fn factor() -> impl Strategy<Value = f64> {
    prop_oneof![
        1 => prop::sample::select(vec![
            f64::NAN,
            f64::NEG_INFINITY,
            -2.0,
            0.0,
            0.5,
            1.0,
            1.0 + f64::EPSILON,
            f64::MAX,
            f64::INFINITY,
        ]),
        4 => 1.0..4.0,
        1 => prop::num::f64::ANY,
    ]
}

pub(crate) fn proportion() -> impl Strategy<Value = f64> {
    prop_oneof![4 => 0.0..=1.0, 1 => prop::num::f64::ANY]
}

pub(crate) fn jitter() -> impl Strategy<Value = Jitter> {
    prop_oneof![
        Just(Jitter::None),
        Just(Jitter::Full),
        Just(Jitter::Equal),
        Just(Jitter::Decorrelated),
        proportion().prop_map(Jitter::Proportion),
    ]
}

pub(crate) fn backoff() -> impl Strategy<Value = Backoff> {
    prop::sample::select(vec![
        Backoff::Exponential,
        Backoff::Linear,
        Backoff::Fixed,
        Backoff::Fibonacci,
        Backoff::None,
    ])
}

/// Retries already made.
pub(crate) fn retries() -> impl Strategy<Value = u32> {
    prop_oneof![
        4 => 0_u32..100,
        2 => (any::<u32>(), 0_u32..32).prop_map(|(bits, shift)| (bits >> shift).min(u32::MAX - 1)),
        // A call makes one retry less than it makes attempts.
        1 => u32::MAX - 3..=u32::MAX - 1,
    ]
}

pub(crate) fn retry_after() -> impl Strategy<Value = RetryAfter> {
    prop_oneof![
        1 => Just(RetryAfter::Ignore),
        4 => duration().prop_map(RetryAfter::AtMost),
    ]
}

/// Sound or not.
pub(crate) fn policy() -> impl Strategy<Value = Policy> {
    let delays = (backoff(), jitter(), duration(), factor(), duration());
    let deadline = prop_oneof![Just(Duration::MAX), duration()];
    let throttled = prop::option::of(0_u32..100_000);
    let idempotent = prop::bool::weighted(0.8);
    let counts = (retries(), throttled, idempotent);
    (delays, counts, deadline, retry_after()).prop_map(
        |((backoff, jitter, base, factor, cap), counts, deadline, retry_after)| {
            let (max, throttled, idempotent) = counts;
            let policy = match throttled {
                Some(throttled) => Policy::new().throttled(throttled),
                None => Policy::new(),
            };
            policy
                .max(max)
                .idempotent(idempotent)
                .backoff(backoff)
                .jitter(jitter)
                .base(base)
                .factor(factor)
                .cap(cap)
                .deadline(deadline)
                .retry_after(retry_after)
        },
    )
}

pub(crate) fn failure() -> impl Strategy<Value = Classification> {
    prop_oneof![
        2 => Just(Classification::Transient),
        1 => Just(Classification::Unprocessed),
        1 => Just(Classification::Immediate),
        4 => prop::option::of(duration()).prop_map(Classification::throttled),
        1 => prop::option::of(duration())
            .prop_map(|wait| Classification::throttled(wait).maybe_processed()),
        2 => duration().prop_map(Classification::throttled_at_most),
        1 => Just(Classification::permanent()),
        1 => Just(Classification::Permanent { until: Some(SystemTime::UNIX_EPOCH) }),
    ]
}
