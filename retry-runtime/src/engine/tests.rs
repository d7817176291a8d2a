//! The rules on delays and decisions, for every value that an option can have.
//!
//! Cases are the same in every run; `PROPTEST_CASES=1000000` in the environment looks further.

use std::time::SystemTime;

use proptest::prelude::*;
use proptest::test_runner::{Config, RngSeed};

use super::*;
use crate::jitter::Jitter;
use crate::policy::RetryAfter;

fn config() -> Config {
    Config {
        failure_persistence: None,
        rng_seed: RngSeed::Fixed(4),
        ..Config::default()
    }
}

/// A source that yields the same share of every range: none of it at 0, all of it at `u64::MAX`.
#[derive(Clone, Copy, Debug)]
struct Share(u64);

const LOWEST: Share = Share(0);
const HIGHEST: Share = Share(u64::MAX);

impl Random for Share {
    fn up_to(&mut self, most: u64) -> u64 {
        let drawn = ((u128::from(most) + 1) * u128::from(self.0)) >> 64;
        u64::try_from(drawn).unwrap()
    }
}

fn share() -> impl Strategy<Value = Share> {
    prop_oneof![
        1 => Just(LOWEST),
        1 => Just(HIGHEST),
        4 => any::<u64>().prop_map(Share),
    ]
}

/// Of every magnitude, from nothing to more than fits, and often the same few.
fn duration() -> impl Strategy<Value = Duration> {
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

fn factor() -> impl Strategy<Value = f64> {
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

fn proportion() -> impl Strategy<Value = f64> {
    prop_oneof![4 => 0.0..=1.0, 1 => prop::num::f64::ANY]
}

fn jitter() -> impl Strategy<Value = Jitter> {
    prop_oneof![
        Just(Jitter::None),
        Just(Jitter::Full),
        Just(Jitter::Equal),
        Just(Jitter::Decorrelated),
        proportion().prop_map(Jitter::Proportion),
    ]
}

fn backoff() -> impl Strategy<Value = Backoff> {
    prop::sample::select(vec![
        Backoff::Exponential,
        Backoff::Linear,
        Backoff::Fixed,
        Backoff::Fibonacci,
        Backoff::None,
    ])
}

/// Retries already made.
fn retries() -> impl Strategy<Value = u32> {
    prop_oneof![
        4 => 0_u32..100,
        2 => (any::<u32>(), 0_u32..32).prop_map(|(bits, shift)| (bits >> shift).min(u32::MAX - 1)),
        // A call makes one retry less than it makes attempts.
        1 => u32::MAX - 3..=u32::MAX - 1,
    ]
}

fn retry_after() -> impl Strategy<Value = RetryAfter> {
    prop_oneof![
        1 => Just(RetryAfter::Ignore),
        4 => duration().prop_map(RetryAfter::AtMost),
    ]
}

/// Sound or not.
fn policy() -> impl Strategy<Value = Policy> {
    let delays = (backoff(), jitter(), duration(), factor(), duration());
    let deadline = prop_oneof![Just(Duration::MAX), duration()];
    (delays, retries(), deadline, retry_after()).prop_map(
        |((backoff, jitter, base, factor, cap), max, deadline, retry_after)| {
            Policy::new()
                .max(max)
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

fn failure() -> impl Strategy<Value = Classification> {
    prop_oneof![
        2 => Just(Classification::Transient),
        4 => prop::option::of(duration()).prop_map(Classification::throttled),
        1 => Just(Classification::permanent()),
        1 => Just(Classification::Permanent { until: Some(SystemTime::UNIX_EPOCH) }),
    ]
}

/// The schedule of a call after `n` retries, of which the last took `previous`.
const fn after(n: u32, previous: Nanos) -> Schedule {
    Schedule {
        attempt: NonZeroU32::MIN.saturating_add(n),
        previous,
    }
}

/// The own delay of a policy after `n` retries, of which the last took `previous`.
fn delay(policy: &Policy, n: u32, previous: Nanos, mut random: impl Random) -> u64 {
    let mut schedule = after(n, previous);
    schedule.next(policy, None, &mut random).0
}

fn unjittered(policy: &Policy, n: u32) -> u64 {
    delay(&policy.jitter(Jitter::None), n, Nanos::ZERO, LOWEST)
}

/// base × growth, capped, in integers wide enough for it.
fn capped(policy: &Policy, growth: u128) -> u64 {
    let cap = u128::from(policy.cap.0);
    let delay = u128::from(policy.base.0).saturating_mul(growth).min(cap);
    u64::try_from(delay).unwrap()
}

/// As large as a whole number may be to be told from its neighbours in an `f64`.
const EXACT: u64 = (1 << 53) - 1;

fn fibonacci(n: u32) -> u128 {
    let (mut current, mut next) = (1_u128, 1_u128);
    for _ in 0..n.min(180) {
        (current, next) = (next, current + next);
    }
    current
}

proptest! {
    #![proptest_config(config())]

    #[test]
    fn no_own_delay_is_above_the_cap(
        policy in policy(), n in retries(), previous in any::<u64>(), share in share(),
    ) {
        prop_assert!(delay(&policy, n, Nanos(previous), share) <= policy.cap.0);
    }

    #[test]
    fn whole_growth_is_exact(policy in policy(), n in retries()) {
        let expect = |backoff, growth| {
            prop_assert_eq!(unjittered(&policy.backoff(backoff), n), capped(&policy, growth));
            Ok(())
        };
        expect(Backoff::Linear, u128::from(n) + 1)?;
        expect(Backoff::Fixed, 1)?;
        expect(Backoff::Fibonacci, fibonacci(n))?;
        expect(Backoff::None, 0)?;
    }

    #[test]
    fn exponential_growth_by_whole_factors_is_exact_below_2_to_the_53(
        (base, factor, n) in (2_u32..100)
            .prop_flat_map(|factor| (Just(factor), 0..=EXACT.ilog(u64::from(factor))))
            .prop_flat_map(|(factor, n)| {
                let growth = u64::from(factor).pow(n);
                ((1..=EXACT / growth), Just(factor), Just(n))
            }),
    ) {
        let policy = Policy::new().base(Duration::from_nanos(base)).cap(Duration::MAX);
        let delay = unjittered(&policy.factor(f64::from(factor)), n);
        prop_assert_eq!(delay, base * u64::from(factor).pow(n));
    }

    #[test]
    #[allow(clippy::cast_precision_loss)] // compared within a tolerance
    fn exponential_growth_is_exact_but_for_rounding(
        base in duration(), factor in 1.0..100.0, n in retries(),
    ) {
        let base = base.max(Duration::from_nanos(1));
        let policy = Policy::new().base(base).cap(Duration::MAX);
        let delay = unjittered(&policy.factor(factor), n) as f64;
        let growth = (f64::from(n) * factor.ln()).exp();
        let expected = (policy.base.0 as f64 * growth).min(u64::MAX as f64);
        // Half a nanosecond, and what rounding adds up to in n multiplications.
        let tolerance = 0.5 + expected * (f64::from(n) + 50.0) * f64::EPSILON;
        prop_assert!((delay - expected).abs() <= tolerance, "{} {}", delay, expected);
    }

    #[test]
    fn a_factor_that_does_not_grow_is_fixed(
        policy in policy(), n in retries(), factor in prop_oneof![f64::MIN..=1.0, Just(f64::NAN)],
    ) {
        let policy = policy.backoff(Backoff::Exponential).factor(factor);
        prop_assert_eq!(unjittered(&policy, n), capped(&policy, 1));
    }

    #[test]
    fn delays_never_fall_without_jitter(policy in policy(), n in retries(), later in retries()) {
        let (n, later) = (n.min(later), n.max(later));
        let (delay, next, last) = (
            unjittered(&policy, n),
            unjittered(&policy, n.saturating_add(1)),
            unjittered(&policy, later),
        );
        // Nearer to 1 than this, a factor grows by less than the rounding of its power.
        if policy.factor > 1.0 && policy.factor < 1.000_001 {
            let rounding = delay / 500_000;
            prop_assert!(next >= delay - rounding && last >= delay - rounding);
        } else {
            prop_assert!(delay <= next && delay <= last, "{} {} {}", delay, next, last);
        }
    }

    #[test]
    fn full_jitter_is_from_nothing_to_the_whole(policy in policy(), n in retries()) {
        let v = unjittered(&policy, n);
        let policy = policy.jitter(Jitter::Full);
        prop_assert_eq!(delay(&policy, n, Nanos::ZERO, LOWEST), 0);
        prop_assert_eq!(delay(&policy, n, Nanos::ZERO, HIGHEST), v);
    }

    #[test]
    fn equal_jitter_is_from_half_to_the_whole(policy in policy(), n in retries()) {
        let v = unjittered(&policy, n);
        let policy = policy.jitter(Jitter::Equal);
        prop_assert_eq!(delay(&policy, n, Nanos::ZERO, LOWEST), v / 2);
        prop_assert_eq!(delay(&policy, n, Nanos::ZERO, HIGHEST), v);
    }

    #[test]
    #[allow(clippy::cast_precision_loss)] // compared within a tolerance
    fn proportional_jitter_takes_off_its_share(
        policy in policy(), n in retries(), p in proportion(),
    ) {
        let v = unjittered(&policy, n);
        let policy = policy.jitter(Jitter::Proportion(p));
        prop_assert_eq!(delay(&policy, n, Nanos::ZERO, HIGHEST), v);
        let off = v - delay(&policy, n, Nanos::ZERO, LOWEST);
        let p = if p.is_nan() { 0.0 } else { p.clamp(0.0, 1.0) };
        let expected = v as f64 * p;
        prop_assert!((off as f64 - expected).abs() <= 1.0 + expected * f64::EPSILON);
    }

    #[test]
    fn decorrelated_jitter_is_from_the_base_to_three_times_the_previous_delay(
        policy in policy(), shares in prop::collection::vec(share(), 1..60),
    ) {
        let backoff = policy.backoff;
        let policy = policy.jitter(Jitter::Decorrelated);
        let (base, cap) = (policy.base.0, policy.cap.0);
        let mut schedule = Schedule::new();
        let mut previous = base;
        for mut share in shares {
            let delay = schedule.next(&policy, None, &mut share).0;
            let width = previous.saturating_mul(3).saturating_sub(base);
            let expected = base.saturating_add(share.up_to(width)).min(cap);
            previous = expected;
            prop_assert_eq!(delay, if backoff == Backoff::None { 0 } else { expected });
        }
    }

    #[test]
    fn a_server_is_never_asked_sooner_than_it_said(
        policy in policy(), n in retries(), wait in any::<u64>(), share in share(),
    ) {
        let next = |wait, mut random: Share| {
            after(n, Nanos::ZERO).next(&policy, wait, &mut random).0
        };
        let delay = next(Some(Nanos(wait)), share);
        // The spread is that of the delay it takes the place of.
        let spread = next(None, HIGHEST) - next(None, LOWEST);
        prop_assert!(delay >= wait);
        prop_assert!(delay - wait <= spread && spread <= policy.cap.0);
        prop_assert_eq!(next(Some(Nanos(wait)), LOWEST), wait);
        prop_assert_eq!(next(Some(Nanos(wait)), HIGHEST), wait.saturating_add(spread));
    }

    #[test]
    fn a_servers_wait_leaves_no_trace_in_later_delays(
        policy in policy(), n in 0_u32..100, previous in any::<u64>(), wait in any::<u64>(),
        share in share(),
    ) {
        let schedule = |retries| after(retries, Nanos(previous));
        let mut asked = schedule(n);
        asked.next(&policy, Some(Nanos(wait)), &mut { share });
        let delay = asked.next(&policy, None, &mut { share });
        prop_assert_eq!(delay, schedule(n + 1).next(&policy, None, &mut { share }));
    }

    #[test]
    fn ranges_are_from_the_lowest_draw_to_the_highest(policy in policy(), share in share()) {
        let mut schedules = [Schedule::new(), Schedule::new(), Schedule::new()];
        let mut ranges = policy.delay_ranges();
        for retry in 0..policy.max.saturating_sub(1).min(200) {
            prop_assert_eq!(ranges.len(), (policy.max - 1 - retry) as usize);
            let range = ranges.next().unwrap();
            let mut draw = |index: usize, mut random: Share| {
                schedules[index].next(&policy, None, &mut random).duration()
            };
            prop_assert_eq!(&range, &(draw(0, LOWEST)..=draw(1, HIGHEST)));
            prop_assert!(range.contains(&draw(2, share)));
        }
        prop_assert!(policy.max > 200 || ranges.next().is_none());
    }

    #[test]
    fn the_first_rule_that_applies_decides(
        policy in policy(), n in retries(), failure in failure(), elapsed in duration(),
        share in share(),
    ) {
        let schedule = after(n, Nanos::ZERO);
        let mut engine = Engine { schedule: schedule.clone() };
        let decision = engine.after_failure(&policy, failure, || elapsed, &mut { share });

        let delay = |wait| schedule.clone().next(&policy, wait, &mut { share });
        let wait = failure.retry_after().filter(|wait| !wait.is_zero()).map(Nanos::new);
        let attempts = u64::from(n) + 1;
        let expected = match (failure, policy.retry_after, wait) {
            (Classification::Permanent { .. }, ..) => Err(Reason::Permanent),
            _ if attempts >= u64::from(policy.max) => Err(Reason::Exhausted),
            (_, Accept::UpTo(longest), Some(wait)) if wait > longest => {
                Err(Reason::RetryAfterTooLong)
            }
            (_, Accept::UpTo(_), Some(wait)) => Ok(delay(Some(wait))),
            _ => Ok(delay(None)),
        };
        let end = |delay: Nanos| u128::from(Nanos::new(elapsed).0) + u128::from(delay.0);
        let expected = match expected {
            Ok(delay) if policy.has_deadline() && end(delay) >= u128::from(policy.deadline.0) => {
                Decision::GiveUp(Reason::Deadline)
            }
            Ok(delay) => Decision::Retry(delay),
            Err(reason) => Decision::GiveUp(reason),
        };
        prop_assert_eq!(decision, expected);
    }

    #[test]
    fn a_retry_ends_before_the_deadline(
        policy in policy(), failure in failure(), elapsed in duration(), share in share(),
    ) {
        let decide = |deadline| {
            let policy = policy.max(2).deadline(deadline);
            Engine::new().after_failure(&policy, failure, || elapsed, &mut { share })
        };
        if let Decision::Retry(delay) = decide(Duration::MAX) {
            let end = Nanos::new(elapsed.saturating_add(delay.duration()));
            prop_assert_eq!(decide(end.duration()), match end.0 {
                u64::MAX => Decision::Retry(delay), // no deadline
                _ => Decision::GiveUp(Reason::Deadline),
            });
            let after = end.duration() + Duration::from_nanos(1);
            prop_assert_eq!(decide(after), Decision::Retry(delay));
        }
    }

    #[test]
    fn without_a_deadline_no_clock_is_read(policy in policy(), failure in failure()) {
        let policy = policy.deadline(Duration::MAX);
        Engine::new().after_failure(&policy, failure, || unreachable!(), &mut { LOWEST });
    }

    #[test]
    fn a_call_makes_as_many_attempts_as_allowed(policy in policy(), max in 0_u32..50) {
        let policy = policy.max(max).deadline(Duration::MAX);
        let mut engine = Engine::new();
        let mut attempts = 1;
        let transient = Classification::Transient;
        while let Decision::Retry(_) =
            engine.after_failure(&policy, transient, || Duration::ZERO, &mut { LOWEST })
        {
            attempts += 1;
            prop_assert!(attempts <= max);
        }
        prop_assert_eq!(attempts, max.max(1));
    }
}
