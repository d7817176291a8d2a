//! What is decided, whatever the policy and the failure.

use proptest::prelude::*;

use super::*;
use crate::strategies::*;

proptest! {
    #![proptest_config(config())]

    #[test]
    fn the_first_rule_that_applies_decides(
        policy in policy(), n in retries(), failure in failure(), elapsed in duration(),
        share in share(),
    ) {
        let schedule = Schedule::at(n + 1);
        let mut engine = Engine { schedule: schedule.clone() };
        let decision = engine.decide(&policy, failure, || elapsed, &mut { share });

        let delay = |wait| schedule.clone().next_delay(&policy, wait, &mut { share });
        let wait = failure.retry_after().filter(|wait| !wait.is_zero()).map(Nanos::new);
        let attempts = u64::from(n) + 1;
        let expected = match (failure, policy.retry_after, wait) {
            (Classification::Permanent { .. }, ..) => Err(Reason::Permanent),
            _ if attempts >= u64::from(policy.max) => Err(Reason::Exhausted),
            (_, Some(longest), Some(wait)) if wait > longest => {
                Err(Reason::RetryAfterTooLong)
            }
            (_, Some(_), Some(wait)) => Ok(delay(Some(wait))),
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
            Engine::new().decide(&policy, failure, || elapsed, &mut { share })
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
        Engine::new().decide(&policy, failure, || unreachable!(), &mut { LOWEST });
    }

    #[test]
    fn a_call_makes_as_many_attempts_as_allowed(policy in policy(), max in 0_u32..50) {
        let policy = policy.max(max).deadline(Duration::MAX);
        let mut engine = Engine::new();
        let mut attempts = 1;
        let transient = Classification::Transient;
        while let Decision::Retry(_) =
            engine.decide(&policy, transient, || Duration::ZERO, &mut { LOWEST })
        {
            attempts += 1;
            prop_assert!(attempts <= max);
        }
        prop_assert_eq!(attempts, max.max(1));
    }
}
