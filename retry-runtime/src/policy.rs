//! What a policy is: its options, their defaults, and the rules between them.
//!
//! Plain data built by `const fn`s. It decides nothing by itself; the engine reads it.

use std::fmt;
use std::time::Duration;

use crate::backoff::Backoff;
use crate::classify::Classification;
use crate::counts::{Counts, Failed};
use crate::jitter::Jitter;
use crate::nanos::Nanos;

/// What to do with a delay that the server names.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum RetryAfter {
    /// Act as if the server had named no delay.
    Ignore,
    /// Wait as long as the server asks, up to this duration. If it asks for more, the call gives up immediately.
    AtMost(Duration),
}

/// A retry policy: how many attempts, how long to wait between them, and when to stop.
///
/// It is built in a `const` and shared by many functions, or built at run time. The options are those of the `#[retry]`
/// attribute, with the same meanings and defaults. Each option has a method of its name that sets it, and a method that
/// starts with `get_` and returns it. [`Display`](#impl-Display-for-Policy) writes all of them as the attribute does.
///
/// With the feature `serde`, a policy can be read from a file or the environment in the same words. Durations are
/// written as `"1.5s"`, and options that are left out have their defaults. An unknown name is an error, and so is a
/// broken rule.
///
/// Durations are kept in nanoseconds and saturate at 584 years. A policy never panics and never overflows. A policy
/// that breaks a rule is a compile error in the attribute and is reported by [`validate`](Self::validate). Otherwise it
/// acts like the nearest valid one: a `max` of 0 as 1, a `factor` below 1 as 1.
///
/// # Example
///
/// ```
/// use std::time::Duration;
/// use retry_attr::{Jitter, Policy, retry};
///
/// const PATIENT: Policy = Policy::new()
///     .max(6)
///     .base(Duration::from_millis(500))
///     .cap(Duration::from_secs(20))
///     .jitter(Jitter::Full);
///
/// #[retry(policy = PATIENT)]
/// fn ask(prompt: &str) -> Result<String, std::io::Error> {
///     Ok(prompt.to_uppercase())
/// }
///
/// #[retry(policy = PATIENT, max = 2)] // options beside it override it
/// fn ask_twice(prompt: &str) -> Result<String, std::io::Error> {
///     Ok(prompt.to_uppercase())
/// }
/// # assert_eq!(ask("a").unwrap() + &ask_twice("b").unwrap(), "AB");
/// ```
#[derive(Clone, Copy, PartialEq)]
#[must_use = "a policy does nothing until a function or `run` uses it"]
pub struct Policy {
    pub(crate) base: Nanos,
    pub(crate) factor: f64,
    pub(crate) cap: Nanos,
    pub(crate) jitter: Jitter,
    // `MAX` is no limit: no clock runs that far.
    pub(crate) timeout: Nanos,
    pub(crate) deadline: Nanos,
    /// The longest delay named by the server that is accepted; `None` ignores it.
    pub(crate) retry_after: Option<Nanos>,
    pub(crate) max: u32,
    /// How many attempts may be throttled; `None` counts them by `max`.
    pub(crate) throttled: Option<u32>,
    pub(crate) backoff: Backoff,
    pub(crate) idempotent: bool,
}

/// The server named a longer delay than is accepted.
pub(crate) struct TooLong;

const UNLIMITED: Nanos = Nanos(u64::MAX);

impl Policy {
    /// The defaults: 3 attempts, exponential backoff from 1 s up to 60 s by factor 2, no jitter, no timeout, no
    /// deadline, and delays of up to 60 s accepted from the server.
    pub const fn new() -> Self {
        Self {
            base: Nanos::new(Duration::from_secs(1)),
            factor: 2.0,
            cap: Nanos::new(Duration::from_secs(60)),
            jitter: Jitter::None,
            timeout: UNLIMITED,
            deadline: UNLIMITED,
            retry_after: Some(Nanos::new(Duration::from_secs(60))),
            max: 3,
            throttled: None,
            backoff: Backoff::Exponential,
            idempotent: true,
        }
    }

    /// Sets the number of attempts, including the first. Default: 3.
    pub const fn max(mut self, attempts: u32) -> Self {
        self.max = attempts;
        self
    }

    /// Counts throttled failures separately from [`max`](Self::max), and sets how many throttled attempts there may be,
    /// up to 65,535. Default: they count towards `max`.
    ///
    /// `max` then limits all other failures, and each kind has its own place in the backoff. A call can wait out a rate
    /// limit without retrying other failures more often. It gives up when either number is reached.
    pub const fn throttled(mut self, attempts: u32) -> Self {
        self.throttled = Some(attempts);
        self
    }

    /// Sets whether the server may be asked twice. Default: `true`.
    ///
    /// With `false`, a failure is retried only if the server has surely not processed the request
    /// ([`Classification::is_unprocessed`]) or if it is classified as
    /// [`Immediate`](Classification::Immediate). Timeouts, lost connections and unknown errors end the call.
    pub const fn idempotent(mut self, may_ask_twice: bool) -> Self {
        self.idempotent = may_ask_twice;
        self
    }

    /// Sets the shape of the delays. Default: [`Backoff::Exponential`].
    pub const fn backoff(mut self, shape: Backoff) -> Self {
        self.backoff = shape;
        self
    }

    /// Sets the first delay. Default: 1 s.
    pub const fn base(mut self, delay: Duration) -> Self {
        self.base = Nanos::new(delay);
        self
    }

    /// Sets the growth from one delay to the next. It applies to [`Backoff::Exponential`] only. Default: 2.
    pub const fn factor(mut self, growth: f64) -> Self {
        self.factor = growth;
        self
    }

    /// Sets the longest delay that the policy computes, jitter included. Default: 60 s.
    ///
    /// A delay named by the server is limited by [`retry_after`](Self::retry_after) instead.
    pub const fn cap(mut self, longest: Duration) -> Self {
        self.cap = Nanos::new(longest);
        self
    }

    /// Sets the randomness of the delays. Default: [`Jitter::None`].
    pub const fn jitter(mut self, jitter: Jitter) -> Self {
        self.jitter = jitter;
        self
    }

    /// Sets the limit on one attempt. It applies to async functions only. Default: none.
    pub const fn timeout(mut self, one_attempt: Duration) -> Self {
        self.timeout = Nanos::new(one_attempt);
        self
    }

    /// Sets the limit on the whole call, delays included. Default: none.
    pub const fn deadline(mut self, whole_call: Duration) -> Self {
        self.deadline = Nanos::new(whole_call);
        self
    }

    /// Sets what to do with a delay that the server names. Default: accept up to 60 s.
    ///
    /// An upper bound, by [`Classification::throttled_at_most`], is ignored if it is longer than accepted.
    pub const fn retry_after(mut self, accept: RetryAfter) -> Self {
        self.retry_after = match accept {
            RetryAfter::Ignore => None,
            RetryAfter::AtMost(longest) => Some(Nanos::new(longest)),
        };
        self
    }

    /// Checks the rules that the attribute checks at compile time.
    ///
    /// # Errors
    ///
    /// Returns the first rule that the policy breaks.
    ///
    /// # Example
    ///
    /// ```
    /// use retry_attr::Policy;
    ///
    /// let from_configuration = Policy::new().max(0);
    /// assert_eq!(
    ///     from_configuration.validate().unwrap_err().to_string(),
    ///     "`max` counts every attempt, including the first, so it must be at least 1",
    /// );
    /// ```
    pub const fn validate(&self) -> Result<(), InvalidPolicy> {
        let delays = !matches!(self.backoff, Backoff::None);
        let rule = if self.max == 0 {
            "`max` counts every attempt, including the first, so it must be at least 1"
        } else if matches!(self.throttled, Some(0)) {
            "`throttled` counts every attempt, including the first, so it must be at least 1"
        } else if matches!(self.throttled, Some(most) if most > Counts::MOST_THROTTLED) {
            "`throttled` must be at most 65535"
        } else if delays && self.base.0 == 0 {
            "`base` must be longer than zero; for no delay use `backoff = \"none\"`"
        } else if matches!(self.backoff, Backoff::Exponential)
            && !(self.factor >= 1.0 && self.factor < f64::INFINITY)
        {
            "`factor` must be a number of at least 1"
        } else if delays && self.cap.0 < self.base.0 {
            "`cap` is the longest delay and `base` the first one, so `cap` must not be less than `base`"
        } else if !self.jitter.is_sound() {
            "a `jitter` proportion must lie between 0 and 1"
        } else if self.timeout.0 == 0 {
            "`timeout` must be longer than zero"
        } else if self.deadline.0 == 0 {
            "`deadline` must be longer than zero"
        } else if self.has_timeout() && self.has_deadline() && self.timeout.0 > self.deadline.0 {
            "`timeout` is longer than `deadline`, which ends the call first; shorten `timeout` or remove it"
        } else if self.max > 1 && self.shortest_first_delay().0 >= self.deadline.0 {
            "the first delay never ends before `deadline`, so there would never be a second attempt; shorten `base` or \
             extend `deadline`"
        } else {
            return Ok(());
        };
        Err(InvalidPolicy { rule })
    }

    /// Returns the policy if [`validate`](Self::validate) passes.
    ///
    /// Use it in a `const`, where a broken rule becomes a compile error.
    ///
    /// # Panics
    ///
    /// Panics if the policy breaks a rule.
    #[track_caller]
    pub const fn expect_valid(self) -> Self {
        match self.validate() {
            Ok(()) => self,
            Err(InvalidPolicy { rule }) => panic!("{}", rule),
        }
    }

    const fn shortest_first_delay(&self) -> Nanos {
        let delay = self.backoff.delay(self.base, self.factor, self.cap, 0);
        Nanos(self.jitter.range(delay, self.base, self.base).low)
    }

    /// How many attempts a call makes at most.
    pub(crate) const fn most_attempts(&self) -> u32 {
        let max = if self.max == 0 { 1 } else { self.max };
        match self.throttled {
            // The last one that is throttled may be the last attempt.
            Some(throttled) => max.saturating_add(throttled.saturating_sub(1)),
            None => max,
        }
    }

    /// What is to be counted of a failure.
    #[inline]
    pub(crate) const fn counts_as(&self, failure: Classification) -> Failed {
        match (failure, self.throttled) {
            (Classification::Immediate, _) => Failed::Immediate,
            (Classification::Throttled { .. }, Some(_)) => Failed::Throttled,
            _ => Failed::Delayed,
        }
    }

    /// How many attempts may fail like that.
    #[inline]
    pub(crate) fn most_failed_like(&self, failed: Failed) -> u32 {
        match (failed, self.throttled) {
            (Failed::Throttled, Some(most)) => most.min(Counts::MOST_THROTTLED),
            _ => self.max,
        }
    }

    /// The delay that the server named. None if it is zero, as no server wants to be asked again at once; or if it is
    /// an upper bound that is longer than accepted.
    #[inline]
    pub(crate) fn delay_named_by(&self, failure: Classification) -> Option<Nanos> {
        let named = Nanos::new(failure.retry_after()?);
        let is_accepted = || self.retry_after.is_some_and(|longest| named <= longest);
        (named > Nanos::ZERO && (!failure.is_upper_bound() || is_accepted())).then_some(named)
    }

    /// The delay that the server named, if it is to be waited for.
    #[inline(never)]
    pub(crate) fn accept(&self, failure: Classification) -> Result<Option<Nanos>, TooLong> {
        match (self.delay_named_by(failure), self.retry_after) {
            (Some(named), Some(longest)) if named > longest => Err(TooLong),
            (named, Some(_)) => Ok(named),
            (_, None) => Ok(None),
        }
    }

    /// Whether attempts are cut, by `timeout` or by `deadline`.
    pub(crate) const fn cuts_attempts(&self) -> bool {
        self.timeout.0 != UNLIMITED.0 || self.has_deadline()
    }

    pub(crate) const fn has_timeout(&self) -> bool {
        self.timeout.0 != UNLIMITED.0
    }

    pub(crate) const fn has_deadline(&self) -> bool {
        self.deadline.0 != UNLIMITED.0
    }
}

impl Default for Policy {
    fn default() -> Self {
        Self::new()
    }
}

/// The error of a policy that breaks a rule. Its `Display` says which.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct InvalidPolicy {
    rule: &'static str,
}

impl fmt::Display for InvalidPolicy {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.rule)
    }
}

impl std::error::Error for InvalidPolicy {}

// Below the methods above, as rustdoc keeps the order.
mod display;
mod getters;
#[cfg(feature = "serde")]
mod serde;
mod worst_case;
