//! What hooks and the features that observe are told: after a failed attempt, and after a success that follows one.

mod error;

use std::error::Error;
use std::fmt::{self, Debug, Display};
use std::time::Duration;

pub(crate) use self::error::ErasedError;
use crate::classify::Classification;
use crate::site::Site;

/// Why a call gave up.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Reason {
    /// `max` attempts have been made.
    Exhausted,
    /// The failure is permanent, or `when` rejected it: the same request would fail again.
    Permanent,
    /// The server may have processed the request, and the policy is `idempotent = false`.
    MaybeProcessed,
    /// The next delay would end at or after the `deadline`.
    Deadline,
    /// The server named a longer delay than `retry_after` accepts.
    RetryAfterTooLong,
    /// The budget of the `upstream` is used up.
    Budget,
}

impl Reason {
    /// The reason as a word that never changes, such as `retry_after_too_long`, for use as a metrics label.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Exhausted => "exhausted",
            Self::Permanent => "permanent",
            Self::MaybeProcessed => "maybe_processed",
            Self::Budget => "budget",
            Self::Deadline => "deadline",
            Self::RetryAfterTooLong => "retry_after_too_long",
        }
    }
}

impl Display for Reason {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Exhausted => "attempts exhausted",
            Self::Permanent => "permanent failure",
            Self::MaybeProcessed => "request may have been processed",
            Self::Deadline => "no time left before the deadline",
            Self::RetryAfterTooLong => "retry-after too long",
            Self::Budget => "upstream budget used up",
        })
    }
}

/// What follows an attempt.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Next {
    /// It failed, and there is another one after the delay.
    Retry(Duration, Classification),
    /// It failed, and there is no other.
    GiveUp(Reason, Classification),
    /// It succeeded, after others that failed.
    Recovered,
}

/// What happened after an attempt. It is passed to `on_retry`, `on_give_up` and `on_recover`.
///
/// It displays as one line, such as `ask: attempt 1 of 3 failed: connection refused; retrying in 1s`. If the policy
/// counts throttled failures separately, there is no number of attempts that a call may make. The line then says how
/// often the attempts may fail like this one: `ask: attempt 4 failed (throttled 3 of 10): ...`, or
/// `ask: attempt 4 failed (failure 1 of 6): ...` for other failures.
pub struct Event<'a> {
    pub(crate) site: Site,
    pub(crate) attempt: u32,
    pub(crate) failures: u32,
    pub(crate) max: u32,
    /// Whether throttled failures are counted separately.
    pub(crate) has_throttled: bool,
    pub(crate) next: Next,
    pub(crate) elapsed: Duration,
    pub(crate) error: Option<ErasedError<'a>>,
}

impl<'a> Event<'a> {
    /// The name of the annotated function, such as `ask`; for a method with its type, such as `OpenAi::ask`. It is
    /// `run` for [`Policy::run`](crate::Policy::run).
    ///
    /// It takes few values, so it can be a metrics label: the type has neither its module nor its parameters. For a
    /// default method of a trait, the type is the one that implements the trait. An associated function without `self`
    /// is taken for a free function, unless its signature mentions `Self`.
    #[must_use]
    pub fn function(&self) -> &'static str {
        self.site.name()
    }

    /// The path of the module that contains the function.
    #[must_use]
    pub const fn module(&self) -> &'static str {
        self.site.module()
    }

    /// The number of the attempt that failed or succeeded, counted from 1.
    #[must_use]
    pub const fn attempt(&self) -> u32 {
        self.attempt
    }

    /// How many attempts may fail like this one. It is the policy's `throttled` if the failure is throttled and the
    /// policy has that option, and otherwise the policy's `max`.
    #[must_use]
    pub const fn max(&self) -> u32 {
        self.max
    }

    /// How many attempts of this call have failed and count towards [`max`](Self::max), including this one.
    ///
    /// With the option `throttled`, these are either the throttled failures or all others. Without it, these are all
    /// failures.
    #[must_use]
    pub const fn failures(&self) -> u32 {
        self.failures
    }

    /// The delay before the next attempt, to the nanosecond, or `None` if there is no retry.
    #[must_use]
    pub const fn delay(&self) -> Option<Duration> {
        match self.next {
            Next::Retry(delay, _) => Some(delay),
            Next::GiveUp(..) | Next::Recovered => None,
        }
    }

    /// Why the call gives up, or `None` if it does not.
    #[must_use]
    pub const fn reason(&self) -> Option<Reason> {
        match self.next {
            Next::GiveUp(reason, _) => Some(reason),
            Next::Retry(..) | Next::Recovered => None,
        }
    }

    /// Whether the attempt succeeded after earlier attempts failed.
    #[must_use]
    pub const fn is_recovery(&self) -> bool {
        matches!(self.next, Next::Recovered)
    }

    /// How the failure is classified, by `when` or `classify` if given, or `None` for a success.
    #[must_use]
    pub const fn classification(&self) -> Option<Classification> {
        match self.next {
            Next::Retry(_, failure) | Next::GiveUp(_, failure) => Some(failure),
            Next::Recovered => None,
        }
    }

    /// What went wrong, as one of a few words that never change, for use as a metrics label.
    ///
    /// If the error or one of its sources is an [`ApiError`](crate::ApiError), this is its
    /// [`kind`](crate::ApiError::kind), such as `rate_limit` or `overloaded`; if it is a [`TimedOut`](crate::TimedOut),
    /// it is `timeout`. For any other failure it is the classification: `transient`, `throttled`, `immediate` or
    /// `permanent`. For a success it is `recovered`.
    ///
    /// The error is found in the same way as by [`error_as`](Self::error_as).
    #[must_use]
    pub fn kind(&self) -> &'static str {
        let of_error = || self.error.and_then(ErasedError::kind);
        match self.classification() {
            None => "recovered",
            Some(failure) => of_error().unwrap_or_else(|| failure.name()),
        }
    }

    /// The name of the `fallback` function if the call gives up with an error. It is called next, unless
    /// `fallback_when` returns `false`.
    #[must_use]
    pub fn fallback(&self) -> Option<&'static str> {
        match self.next {
            Next::GiveUp(..) if self.error.is_some() => self.site.fallback(),
            _ => None,
        }
    }

    /// How long the call has taken so far.
    ///
    /// With `deadline`, `timeout` or `attempt`, this is measured from the start of the call. Otherwise it is measured
    /// from the first failure, because a call that succeeds reads no clock.
    #[must_use]
    pub const fn elapsed(&self) -> Duration {
        self.elapsed
    }

    /// The delay that the server named with this failure, whether or not it is accepted.
    #[must_use]
    pub fn retry_after(&self) -> Option<Duration> {
        self.classification()?.retry_after()
    }

    /// The error if it implements `Debug`, or `None` if it does not or if `when_ok` rejected an `Ok`.
    #[must_use]
    pub fn error_debug(&self) -> Option<&'a dyn Debug> {
        self.error.and_then(|error| error.debug)
    }

    /// The error if it implements `Display`, or `None` if it does not or if `when_ok` rejected an `Ok`.
    #[must_use]
    pub fn error(&self) -> Option<&'a dyn Display> {
        self.error.and_then(|error| error.display)
    }

    /// The error as an `E`, if the error or one of its sources is an `E`.
    ///
    /// The error itself is found if [`Classify::as_error`](crate::Classify::as_error) returns it, as a derived
    /// `Classify` and the impls of this crate do. An error in a `Box<dyn Error>`, `anyhow::Error` or `eyre::Report` is
    /// found, and so are the sources of any error.
    ///
    /// # Example
    ///
    /// ```
    /// use std::io;
    /// use retry_attr::{Event, retry};
    ///
    /// fn note(event: &Event<'_>) {
    ///     let error = event.error_as::<io::Error>().expect("what the function returns");
    ///     assert_eq!(error.kind(), io::ErrorKind::NotFound);
    /// }
    ///
    /// #[retry(on_give_up = note)]
    /// fn read(path: &str) -> io::Result<String> {
    ///     std::fs::read_to_string(path)
    /// }
    ///
    /// assert!(read("/no/such/file").is_err());
    /// ```
    #[must_use]
    pub fn error_as<E: Error + 'static>(&self) -> Option<&'a E> {
        self.error?.find()
    }
}

impl Display for Event<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: attempt {}", self.function(), self.attempt)?;
        if !self.has_throttled {
            write!(f, " of {}", self.max)?;
        }
        f.write_str(match (self.error, self.next) {
            (_, Next::Recovered) => return f.write_str(" succeeded"),
            (Some(_), _) => " failed",
            (None, _) => " returned a value that is not good enough yet",
        })?;
        if let (true, Some(failure)) = (self.has_throttled, self.classification()) {
            let kind = if failure.is_throttled() {
                "throttled"
            } else {
                "failure"
            };
            write!(f, " ({kind} {} of {})", self.failures, self.max)?;
        }
        if let Some(error) = self.error {
            write!(f, ": {error}")?;
        }
        match self.next {
            Next::Retry(Duration::ZERO, _) => f.write_str("; retrying immediately"),
            Next::Retry(delay, _) => write!(f, "; retrying in {:?}", readable(delay)),
            Next::GiveUp(reason, _) => write!(f, "; giving up: {reason}"),
            Next::Recovered => Ok(()),
        }?;
        if let (Some(Reason::RetryAfterTooLong), Some(named)) = (self.reason(), self.retry_after())
        {
            write!(f, " ({:?})", readable(named))?;
        }
        match self.fallback() {
            Some(fallback) => write!(f, "; fallback: {fallback}"),
            None => Ok(()),
        }
    }
}

/// Without the digits that nobody reads.
pub(crate) fn readable(delay: Duration) -> Duration {
    if delay < Duration::from_millis(10) {
        delay
    } else {
        let millis = delay.subsec_millis();
        Duration::new(delay.as_secs(), millis * 1_000_000)
    }
}

impl Debug for Event<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Event")
            .field("function", &self.function())
            .field("module", &self.module())
            .field("attempt", &self.attempt)
            .field("failures", &self.failures)
            .field("max", &self.max)
            .field("delay", &self.delay())
            .field("elapsed", &self.elapsed)
            .field("reason", &self.reason())
            .field("classification", &self.classification())
            .field("kind", &self.kind())
            .field("error", &self.error.map(|error| error.to_string()))
            .finish()
    }
}
