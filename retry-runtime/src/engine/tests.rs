//! What is decided, whatever the policy and the failure.

use proptest::prelude::*;

use super::*;
use crate::counts::ONE_ATTEMPT;
use crate::policy::RetryAfter;
use crate::strategies::*;

proptest! {
    #![proptest_config(config())]

    #[test]
    fn the_first_rule_that_applies_decides(
        policy in policy(), n in retries(), throttled in 0_u32..3, failure in failure(), elapsed in duration(), share in share(),
    ) {
        let throttled = if policy.throttled.is_some() { throttled.min(n) } else { 0 };
        let mut counts = Counts::from_word((u64::from(n - throttled) + 1) * ONE_ATTEMPT);
        for _ in 0..throttled {
            counts = counts.after(Failed::Throttled);
        }
        let decision = Engine::at(counts).decide(&policy, failure, || elapsed, &mut { share });

        let (failed, most) = match policy.throttled {
            Some(most) if failure.is_throttled() => (throttled + 1, most.min(65535)),
            _ => (n + 1 - throttled, policy.max),
        };
        let counted = match failure {
            Classification::Immediate => Failed::Immediate,
            _ if failure.is_throttled() && policy.throttled.is_some() => Failed::Throttled,
            _ => Failed::Delayed,
        };
        let delay = |wait| Schedule::new().next_delay(&policy, failed - 1, wait, &mut { share });
        let is_bound = failure.is_upper_bound();
        let wait = failure.retry_after().filter(|wait| !wait.is_zero()).map(Nanos::new);
        let expected = match (failure, policy.retry_after, wait) {
            (Classification::Permanent { .. }, ..) => Err(Reason::Permanent),
            _ if !policy.idempotent && failure.may_be_processed() => Err(Reason::MaybeProcessed),
            _ if failed >= most => Err(Reason::Exhausted),
            (Classification::Immediate, ..) => Ok(Nanos::ZERO),
            (_, Some(longest), Some(wait)) if wait > longest && is_bound => Ok(delay(None)),
            (_, Some(longest), Some(wait)) if wait > longest => {
                Err(Reason::RetryAfterTooLong)
            }
            (_, Some(_), Some(wait)) => Ok(delay(Some(wait))),
            _ => Ok(delay(None)),
        };
        let end = |delay: Nanos| u128::from(Nanos::new(elapsed).0) + u128::from(delay.0);
        let is_late = |delay| policy.has_deadline() && end(delay) >= u128::from(policy.deadline.0);
        let expected = match expected {
            Ok(bound) if is_bound && is_late(bound) => Ok(delay(None)),
            expected => expected,
        };
        let expected = match expected {
            Ok(delay) if is_late(delay) => Decision::GiveUp(Reason::Deadline),
            Ok(delay) => Decision::Retry(delay, counted),
            Err(reason) => Decision::GiveUp(reason),
        };
        prop_assert_eq!(decision, expected);
    }

    #[test]
    fn a_call_counts_every_kind_of_failure_in_its_own_way(
        failures in prop::collection::vec(failure(), 1..40), is_apart in any::<bool>(),
    ) {
        let policy = Policy::new().max(u32::MAX).retry_after(RetryAfter::AtMost(Duration::MAX));
        let policy = if is_apart { policy.throttled(1000) } else { policy };
        let mut engine = Engine::new();
        let (mut delayed, mut throttled) = (0, 0);
        for (attempt, failure) in (1..).zip(failures) {
            prop_assert_eq!(engine.counts().attempt(), attempt);
            let decision = engine.decide(&policy, failure, || Duration::ZERO, &mut { LOWEST });
            if failure.is_permanent() {
                prop_assert_eq!(decision, Decision::GiveUp(Reason::Permanent));
                break;
            }
            if failure.is_immediate() {
                prop_assert_eq!(decision, Decision::Retry(Nanos::ZERO, Failed::Immediate));
                continue;
            }
            let (place, failed) = if failure.is_throttled() && is_apart {
                (&mut throttled, Failed::Throttled)
            } else {
                (&mut delayed, Failed::Delayed)
            };
            let wait = failure.retry_after().filter(|wait| !wait.is_zero()).map(Nanos::new);
            let delay = Schedule::new().next_delay(&policy, *place, wait, &mut { LOWEST });
            prop_assert_eq!(decision, Decision::Retry(delay, failed));
            *place += 1;
        }
    }

    #[test]
    fn a_retry_ends_before_the_deadline(
        policy in policy(), failure in failure(), elapsed in duration(), share in share(),
    ) {
        let decide = |deadline| {
            let policy = policy.max(2).throttled(2).deadline(deadline);
            Engine::new().decide(&policy, failure, || elapsed, &mut { share })
        };
        prop_assume!(!failure.is_upper_bound());
        if let Decision::Retry(delay, failed) = decide(Duration::MAX) {
            let end = Nanos::new(elapsed.saturating_add(delay.duration()));
            prop_assert_eq!(decide(end.duration()), match end.0 {
                u64::MAX => Decision::Retry(delay, failed), // no deadline
                _ => Decision::GiveUp(Reason::Deadline),
            });
            let after = end.duration() + Duration::from_nanos(1);
            prop_assert_eq!(decide(after), Decision::Retry(delay, failed));
        }
    }

    #[test]
    fn an_upper_bound_never_ends_a_call(
        policy in policy(), bound in duration(), took in prop::collection::vec(duration(), 1..6), share in share(),
    ) {
        let mut engine = Engine::new();
        let mut elapsed = Duration::ZERO;
        for took in took {
            elapsed = elapsed.saturating_add(took);
            let without = Classification::throttled(None);
            let without = engine.clone().decide(&policy, without, || elapsed, &mut { share });
            let failure = Classification::throttled_at_most(bound);
            let decision = engine.decide(&policy, failure, || elapsed, &mut { share });
            match (decision, without) {
                (Decision::Retry(delay, _), Decision::Retry(own, _)) => {
                    let accepted = policy.retry_after.is_some_and(|longest| Nanos::new(bound) <= longest);
                    prop_assert!(accepted || delay == own);
                }
                // A delay that is shorter than the policy's own may end in time.
                (Decision::Retry(..), Decision::GiveUp(Reason::Deadline)) => {}
                _ => prop_assert_eq!(decision, without),
            }
        }
    }

    #[test]
    fn without_a_deadline_no_clock_is_read(policy in policy(), failure in failure()) {
        let policy = policy.deadline(Duration::MAX);
        Engine::new().decide(&policy, failure, || unreachable!(), &mut { LOWEST });
    }

    #[test]
    fn a_call_makes_as_many_attempts_as_allowed(policy in policy(), max in 0_u32..50) {
        let policy = policy.max(max).idempotent(true).deadline(Duration::MAX);
        let mut engine = Engine::new();
        let mut attempts = 1;
        let transient = Classification::Transient;
        while let Decision::Retry(..) =
            engine.decide(&policy, transient, || Duration::ZERO, &mut { LOWEST })
        {
            attempts += 1;
            prop_assert!(attempts <= max);
        }
        prop_assert_eq!(attempts, max.max(1));
    }
}
