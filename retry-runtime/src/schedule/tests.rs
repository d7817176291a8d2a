//! How long each delay is, whatever the policy.

use proptest::prelude::*;

use super::*;
use crate::strategies::*;

/// The own delay of a policy after `n` retries, of which the last took `previous`.
fn delay(policy: &Policy, n: u32, previous: Nanos, mut random: impl Random) -> u64 {
    let mut schedule = Schedule { previous };
    schedule.next_delay(policy, n, None, &mut random).0
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
        for (n, mut share) in (0..).zip(shares) {
            let delay = schedule.next_delay(&policy, n, None, &mut share).0;
            let width = previous.saturating_mul(3).saturating_sub(base);
            let expected = base.saturating_add(share.up_to(width)).min(cap);
            previous = expected;
            prop_assert_eq!(delay, if backoff == Backoff::None { 0 } else { expected });
        }
    }

    #[test]
    fn a_server_is_never_asked_sooner_than_it_said(
        policy in policy(), wait in any::<u64>(), share in share(),
    ) {
        let next = |wait, mut random: Share| {
            Schedule::new().next_delay(&policy, 0, wait, &mut random).0
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
    fn a_server_that_is_asked_again_is_not_asked_sooner_than_by_the_policy(
        policy in policy(), n in 1_u32..=u32::MAX, previous in any::<u64>(), wait in any::<u64>(),
        share in share(),
    ) {
        let next = |n, wait, share| {
            let mut schedule = Schedule { previous: Nanos(previous) };
            schedule.next_delay(&policy, n, wait, &mut { share }).0
        };
        let delay = next(n, Some(Nanos(wait)), share);
        let spread = next(n, None, HIGHEST) - next(n, None, LOWEST);
        let named = wait.saturating_add(share.clone().up_to(spread));
        prop_assert_eq!(delay, named.max(next(n - 1, None, share)));
    }

    #[test]
    fn the_first_wait_of_a_server_leaves_no_trace_in_later_delays(
        policy in policy(), previous in any::<u64>(), wait in any::<u64>(), share in share(),
    ) {
        let schedule = || Schedule { previous: Nanos(previous) };
        let mut asked = schedule();
        asked.next_delay(&policy, 0, Some(Nanos(wait)), &mut { share });
        let delay = asked.next_delay(&policy, 1, None, &mut { share });
        prop_assert_eq!(delay, schedule().next_delay(&policy, 1, None, &mut { share }));
    }

    #[test]
    fn ranges_are_from_the_lowest_draw_to_the_highest(policy in policy(), share in share()) {
        let mut schedules = [Schedule::new(), Schedule::new(), Schedule::new()];
        let mut ranges = policy.delay_ranges();
        for retry in 0..policy.max.saturating_sub(1).min(200) {
            prop_assert_eq!(ranges.len(), (policy.max - 1 - retry) as usize);
            let range = ranges.next().unwrap();
            let mut draw = |index: usize, mut random: Share| {
                schedules[index].next_delay(&policy, retry, None, &mut random).duration()
            };
            prop_assert_eq!(&range, &(draw(0, LOWEST)..=draw(1, HIGHEST)));
            prop_assert!(range.contains(&draw(2, share)));
        }
        prop_assert!(policy.max > 200 || ranges.next().is_none());
    }
}
