//! What hooks and the feature `tracing` are told after a failed attempt.

use std::fmt::{self, Debug, Display};
use std::time::Duration;

/// Why a call gave up.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Reason {
    /// `max` attempts have been made.
    Exhausted,
    /// The failure is permanent, or `when` rejected it: the same request fails again.
    Permanent,
    /// The next delay would end at or past the `deadline`.
    Deadline,
    /// The server named a delay longer than `retry_after` accepts.
    RetryAfterTooLong,
    /// The budget of the `upstream` is used up.
    Budget,
}

impl Display for Reason {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Exhausted => "attempts exhausted",
            Self::Permanent => "not worth a retry",
            Self::Deadline => "deadline",
            Self::RetryAfterTooLong => "retry-after too long",
            Self::Budget => "budget of the upstream used up",
        })
    }
}

/// An error of any type, as far as that lets it be shown.
#[derive(Clone, Copy, Default)]
pub struct ErasedError<'a> {
    pub(crate) debug: Option<&'a dyn Debug>,
    pub(crate) display: Option<&'a dyn Display>,
}

impl Display for ErasedError<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match (self.display, self.debug) {
            (Some(display), _) => display.fmt(f),
            (None, Some(debug)) => debug.fmt(f),
            (None, None) => f.write_str("(not shown)"),
        }
    }
}

/// A failed attempt and what follows: what `on_retry` and `on_give_up` receive.
///
/// Its `Display` is one line that says it all, such as
/// ``ask: attempt 1 of 3 failed: connection refused; retrying in 1s``.
pub struct Event<'a> {
    pub(crate) function: &'static str,
    pub(crate) module: &'static str,
    pub(crate) attempt: u32,
    pub(crate) max: u32,
    pub(crate) outcome: Result<Duration, Reason>,
    pub(crate) elapsed: Duration,
    pub(crate) retry_after: Option<Duration>,
    pub(crate) error: Option<ErasedError<'a>>,
}

impl<'a> Event<'a> {
    /// The name of the annotated function; `run` for [`Policy::run`](crate::Policy::run).
    #[must_use]
    pub const fn function(&self) -> &'static str {
        self.function
    }

    /// The path of the module that holds the function.
    #[must_use]
    pub const fn module(&self) -> &'static str {
        self.module
    }

    /// The attempt that failed, counted from 1.
    #[must_use]
    pub const fn attempt(&self) -> u32 {
        self.attempt
    }

    /// The policy's `max`: the attempts there are in total, the first included.
    #[must_use]
    pub const fn max(&self) -> u32 {
        self.max
    }

    /// How long the call sleeps now, to the nanosecond; `None` if it gives up.
    #[must_use]
    pub fn delay(&self) -> Option<Duration> {
        self.outcome.ok()
    }

    /// Why the call gives up; `None` if it retries.
    #[must_use]
    pub fn reason(&self) -> Option<Reason> {
        self.outcome.err()
    }

    /// How long the call has taken so far.
    ///
    /// Counted from its start where `deadline`, `timeout` or `attempt` has the clock read there; else from its
    /// first failure, as a call that succeeds reads no clock.
    #[must_use]
    pub const fn elapsed(&self) -> Duration {
        self.elapsed
    }

    /// The delay that the server named with this failure, accepted or not.
    #[must_use]
    pub const fn retry_after(&self) -> Option<Duration> {
        self.retry_after
    }

    /// The error, if it implements `Debug`; `None` also when `when_ok` rejected an `Ok`.
    #[must_use]
    pub fn error_debug(&self) -> Option<&'a dyn Debug> {
        self.error.and_then(|error| error.debug)
    }

    /// The error, if it implements `Display`; `None` also when `when_ok` rejected an `Ok`.
    #[must_use]
    pub fn error(&self) -> Option<&'a dyn Display> {
        self.error.and_then(|error| error.display)
    }
}

impl Display for Event<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "{}: attempt {} of {} ",
            self.function, self.attempt, self.max
        )?;
        match self.error {
            Some(error) => write!(f, "failed: {error}")?,
            None => f.write_str("returned a value that is not good enough yet")?,
        }
        match self.outcome {
            Ok(delay) => write!(f, "; retrying in {:?}", readable(delay)),
            Err(reason) => write!(f, "; giving up: {reason}"),
        }?;
        match (self.outcome, self.retry_after) {
            (Err(Reason::RetryAfterTooLong), Some(named)) => {
                write!(f, " ({:?})", readable(named))
            }
            _ => Ok(()),
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
            .field("function", &self.function)
            .field("module", &self.module)
            .field("attempt", &self.attempt)
            .field("max", &self.max)
            .field("delay", &self.delay())
            .field("elapsed", &self.elapsed)
            .field("reason", &self.reason())
            .field("retry_after", &self.retry_after)
            .field("error", &self.error.map(|error| error.to_string()))
            .finish()
    }
}

/// Who is told about failed attempts.
#[derive(Clone, Copy, Default)]
pub struct Hooks<'a> {
    pub(crate) on_retry: Option<&'a dyn Fn(&Event<'_>)>,
    pub(crate) on_give_up: Option<&'a dyn Fn(&Event<'_>)>,
}

impl<'a> Hooks<'a> {
    /// Nobody.
    pub const NONE: Self = Self {
        on_retry: None,
        on_give_up: None,
    };

    /// Adds the one to tell before each retry.
    #[must_use]
    pub fn on_retry(mut self, hook: &'a dyn Fn(&Event<'_>)) -> Self {
        self.on_retry = Some(hook);
        self
    }

    /// Adds the one to tell when the call gives up.
    #[must_use]
    pub fn on_give_up(mut self, hook: &'a dyn Fn(&Event<'_>)) -> Self {
        self.on_give_up = Some(hook);
        self
    }

    pub(crate) const fn are_any(self) -> bool {
        cfg!(feature = "tracing") || self.on_retry.is_some() || self.on_give_up.is_some()
    }

    pub(crate) fn tell(self, event: &Event<'_>) {
        let hook = match event.outcome {
            Ok(_) => self.on_retry,
            Err(_) => self.on_give_up,
        };
        if let Some(hook) = hook {
            hook(event);
        }
        #[cfg(feature = "tracing")]
        trace(event);
    }
}

#[cfg(feature = "tracing")]
fn trace(event: &Event<'_>) {
    use tracing::field::display;
    let error = event.error.as_ref().map(display);
    match event.outcome {
        Ok(delay) => tracing::warn!(
            target: "retry_attr",
            function = event.function,
            module = event.module,
            attempt = event.attempt,
            max = event.max,
            delay = ?delay,
            elapsed = ?event.elapsed,
            retry_after = event.retry_after.map(tracing::field::debug),
            error,
            "retrying"
        ),
        Err(reason) => tracing::error!(
            target: "retry_attr",
            function = event.function,
            module = event.module,
            attempt = event.attempt,
            max = event.max,
            elapsed = ?event.elapsed,
            reason = %reason,
            retry_after = event.retry_after.map(tracing::field::debug),
            error,
            "giving up"
        ),
    }
}
