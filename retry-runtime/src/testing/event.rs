//! Events to test hooks with.

use std::error::Error;
use std::time::Duration;

use crate::classify::Classification;
use crate::event::{ErasedError, Event, Next, Reason};
use crate::site::Site;

/// A builder of [`Event`]s, to call a hook with in a test.
///
/// By default, it is an event of attempt 1 of 3, in the module `test`, after no time.
///
/// # Example
///
/// ```
/// use std::{io, time::Duration};
/// use retry_attr::{Event, Reason, testing::TestEvent};
///
/// fn severity(event: &Event<'_>) -> u8 { // a hook, but for what it does with the number
///     if event.reason().is_some() { 2 } else { 1 }
/// }
///
/// let error = io::Error::from(io::ErrorKind::ConnectionRefused);
/// let event = TestEvent::new("ask").error(&error);
/// assert_eq!(severity(&event.retrying(Duration::from_secs(1))), 1);
/// assert_eq!(severity(&event.attempt(3).giving_up(Reason::Exhausted)), 2);
/// assert_eq!(
///     event.retrying(Duration::from_secs(1)).to_string(),
///     "ask: attempt 1 of 3 failed: connection refused; retrying in 1s",
/// );
/// ```
#[derive(Clone, Copy)]
#[must_use = "it is no event yet"]
pub struct TestEvent<'a> {
    site: Site,
    attempt: u32,
    failures: Option<u32>,
    max: u32,
    elapsed: Duration,
    classification: Classification,
    error: Option<ErasedError<'a>>,
}

impl<'a> TestEvent<'a> {
    /// An event of the function with this name.
    pub const fn new(function: &'static str) -> Self {
        Self {
            site: Site::new(function, "test"),
            attempt: 1,
            failures: None,
            max: 3,
            elapsed: Duration::ZERO,
            classification: Classification::Transient,
            error: None,
        }
    }

    /// Sets the module that contains the function.
    pub const fn module(mut self, module: &'static str) -> Self {
        self.site = self.site.in_module(module);
        self
    }

    /// Sets the number of the attempt, counted from 1.
    pub const fn attempt(mut self, attempt: u32) -> Self {
        self.attempt = attempt;
        self
    }

    /// Sets how many attempts have failed like this one, as if the policy counted throttled failures separately.
    pub const fn failures(mut self, failures: u32) -> Self {
        self.failures = Some(failures);
        self
    }

    /// Sets how many attempts may fail like this one.
    pub const fn max(mut self, max: u32) -> Self {
        self.max = max;
        self
    }

    /// Sets how long the call has taken.
    pub const fn elapsed(mut self, elapsed: Duration) -> Self {
        self.elapsed = elapsed;
        self
    }

    /// Sets the error. It is classified by the first error in its chain of sources that this crate knows.
    pub fn error(mut self, error: &'a (impl Error + 'static)) -> Self {
        self.classification = Classification::of(error);
        self.error = Some(ErasedError::of(error));
        self
    }

    /// Sets the classification, including the delay that the server named. Call it after [`error`](Self::error), which
    /// also sets it.
    pub const fn classification(mut self, classification: Classification) -> Self {
        self.classification = classification;
        self
    }

    /// The event before a retry, as passed to `on_retry`.
    #[must_use]
    pub const fn retrying(self, delay: Duration) -> Event<'a> {
        self.event(Next::Retry(delay, self.classification))
    }

    /// The event of a call that gives up, as passed to `on_give_up`.
    #[must_use]
    pub const fn giving_up(self, reason: Reason) -> Event<'a> {
        self.event(Next::GiveUp(reason, self.classification))
    }

    /// The event of a success after a failure, as passed to `on_recover`.
    #[must_use]
    pub const fn recovered(mut self) -> Event<'a> {
        self.error = None;
        self.event(Next::Recovered)
    }

    const fn event(self, next: Next) -> Event<'a> {
        let failures = match (self.failures, next) {
            (Some(failures), _) => failures,
            (None, Next::Recovered) => self.attempt.saturating_sub(1),
            (None, Next::Retry(..) | Next::GiveUp(..)) => self.attempt,
        };
        Event {
            site: self.site,
            attempt: self.attempt,
            failures,
            max: self.max,
            has_throttled: self.failures.is_some(),
            next,
            elapsed: self.elapsed,
            error: self.error,
        }
    }
}
