//! How long a call may take at most.

use std::time::Duration;

use super::Policy;
use crate::backoff::Backoff;
use crate::jitter::{Jitter, Range};
use crate::nanos::Nanos;

/// So many delays are computed one by one; those after them count as the longest there can be, so that the compiler
/// is done with any `max`.
const EXACT: u32 = 1_000;

impl Policy {
    /// The longest time that a call can take, or `None` if nothing limits it.
    ///
    /// `attempt` is the longest time that one attempt takes by itself, such as the timeout of the client. `None` means
    /// that this is unknown and that the policy's `timeout` and `deadline` cut attempts, as they do in async functions.
    ///
    /// The result is the sum of
    ///
    /// - `max` attempts, plus those that `throttled` adds, each as long as `attempt` or `timeout`, whichever is
    ///   shorter;
    /// - the longest delays between them: by backoff, `cap` and `jitter`, or the longest that `retry_after` accepts
    ///   from the server plus jitter, whichever is longer;
    ///
    /// or the `deadline`, if that is shorter. A deadline without a `timeout` may belong to a sync function, which it
    /// cannot interrupt. If `attempt` is given, an attempt that starts just before the deadline is therefore counted in
    /// full. [`run_blocking`](Self::run_blocking) ignores `timeout`, so leave that out of a policy for it.
    ///
    /// No call takes longer, except for the time that a busy machine adds. From the thousandth delay on, each is
    /// counted as `cap`; with `throttled` and decorrelated jitter, all are.
    ///
    /// # Example
    ///
    /// A web handler must have time left to answer:
    ///
    /// ```
    /// use std::time::Duration;
    /// use retry_attr::{Policy, RetryAfter};
    ///
    /// const POLICY: Policy = Policy::new()
    ///     .timeout(Duration::from_secs(5))
    ///     .retry_after(RetryAfter::AtMost(Duration::from_secs(4)));
    ///
    /// // Three attempts of 5 s, and two waits of 4 s that the server may ask for.
    /// const _: () = assert!(POLICY.worst_case(None).unwrap().as_secs() == 3 * 5 + 2 * 4);
    ///
    /// // Without a limit, an attempt may take forever.
    /// assert_eq!(Policy::new().worst_case(None), None);
    /// ```
    #[must_use]
    pub const fn worst_case(&self, attempt: Option<Duration>) -> Option<Duration> {
        let by_itself = match attempt {
            Some(attempt) => Nanos::new(attempt).0,
            None => u64::MAX,
        };
        let longest = if by_itself < self.timeout.0 {
            by_itself
        } else {
            self.timeout.0
        };
        let all = if longest == u64::MAX {
            u64::MAX
        } else {
            longest
                .saturating_mul(self.most_attempts() as u64)
                .saturating_add(self.longest_delays())
        };
        let until_deadline = if attempt.is_none() || self.has_timeout() {
            self.deadline.0
        } else {
            self.deadline.0.saturating_add(by_itself)
        };
        let bound = if all < until_deadline {
            all
        } else {
            until_deadline
        };
        if bound == u64::MAX {
            None
        } else {
            Some(Duration::from_nanos(bound))
        }
    }

    /// The sum of the longest delays, in nanoseconds.
    const fn longest_delays(&self) -> u64 {
        match self.throttled {
            None => self.longest_delays_of(self.max, true),
            Some(throttled) => self
                .longest_delays_of(self.max, false)
                .saturating_add(self.longest_delays_of(throttled, true)),
        }
    }

    /// Of failures that are counted together.
    const fn longest_delays_of(&self, attempts: u32, may_be_named: bool) -> u64 {
        let retries = attempts.saturating_sub(1);
        let exact = match (self.jitter, self.throttled) {
            // A delay also depends on those that are counted apart.
            (Jitter::Decorrelated, Some(_)) => 0,
            _ => EXACT,
        };
        let (mut sum, mut previous, mut n) = (0_u64, self.base, 0);
        while n < retries && n < exact {
            let delay = self.backoff.delay(self.base, self.factor, self.cap, n);
            let mut range = self.range_of(delay, previous);
            if range.high > self.cap.0 {
                range.high = self.cap.0;
            }
            sum = sum.saturating_add(self.longest_delay(range, may_be_named));
            previous = Nanos(range.high);
            n += 1;
        }
        let high = match self.backoff {
            Backoff::None => 0,
            _ => self.cap.0,
        };
        let longest = self.longest_delay(Range { low: 0, high }, may_be_named);
        sum.saturating_add(longest.saturating_mul((retries - n) as u64))
    }

    const fn range_of(&self, delay: Nanos, previous: Nanos) -> Range {
        match self.backoff {
            Backoff::None => Range::ZERO,
            _ => self.jitter.range(delay, self.base, previous),
        }
    }

    /// Of a delay that is drawn from `range`, or named by the server with the same spread on top.
    const fn longest_delay(&self, range: Range, may_be_named: bool) -> u64 {
        let named = match self.retry_after {
            Some(longest) if may_be_named && longest.0 > 0 => {
                let spread = match self.jitter {
                    Jitter::None => 0,
                    _ => range.high.saturating_sub(range.low),
                };
                longest.0.saturating_add(spread)
            }
            _ => 0,
        };
        if named > range.high {
            named
        } else {
            range.high
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::classify::Classification;
    use crate::engine::{Decision, Engine};
    use crate::policy::RetryAfter;
    use crate::strategies::{self, config};

    /// How long a call takes whose attempts all take as long and fail, most throttled for as long as is accepted.
    fn taken(policy: &Policy, attempt: Duration, draw: strategies::Share, named: &[bool]) -> u64 {
        let (mut engine, mut draw, mut taken) = (Engine::new(), draw, 0_u64);
        for is_named in named.iter().cycle() {
            taken = taken.saturating_add(Nanos::new(attempt).0);
            let wait = match policy.get_retry_after() {
                RetryAfter::AtMost(longest) if *is_named => Some(longest),
                _ => None,
            };
            let failure = Classification::throttled(wait);
            let elapsed = || Duration::from_nanos(taken);
            match engine.decide(policy, failure, elapsed, &mut draw) {
                Decision::Retry(delay, _) => taken = taken.saturating_add(delay.0),
                Decision::GiveUp(_) => break,
            }
        }
        taken
    }

    proptest! {
        #![proptest_config(config())]

        #[test]
        fn no_call_takes_longer(
            policy in strategies::policy(),
            max in 0_u32..1_100,
            attempt in strategies::duration(),
            draw in strategies::share(),
            named in prop::collection::vec(any::<bool>(), 1..5),
        ) {
            let policy = policy.max(max);
            let taken = taken(&policy, attempt, draw, &named);
            if let Some(bound) = policy.worst_case(Some(attempt)) {
                prop_assert!(taken <= Nanos::new(bound).0, "{policy}: {taken} > {bound:?}");
            }
        }

        /// Without jitter a call can take all of it.
        #[test]
        fn no_bound_is_too_long(
            policy in strategies::policy(),
            max in 1_u32..50,
            attempt in strategies::duration(),
            is_named: bool,
        ) {
            let accepts = if is_named { policy.get_retry_after() } else { RetryAfter::Ignore };
            let policy = Policy { throttled: None, idempotent: true, ..policy };
            let policy = policy.max(max).jitter(Jitter::None).deadline(Duration::MAX).retry_after(accepts);
            let longest = [[true], [false]].map(|named| taken(&policy, attempt, strategies::LOWEST, &named));
            let bound = policy.worst_case(Some(attempt)).map_or(u64::MAX, |bound| Nanos::new(bound).0);
            // Delays that grow past what the server may name are longer from there on.
            prop_assert!(bound >= longest[0].max(longest[1]));
            if !is_named {
                prop_assert_eq!(bound, longest[1]);
            }
        }
    }
}
