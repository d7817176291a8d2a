//! What a failure means for a retry.

// The trait, its answer, and the walk along an error's sources. A file an error source is below `classify/`.

mod after;
#[cfg(feature = "anyhow")]
mod anyhow;
mod boxed;
mod io;
mod plain;
#[cfg(feature = "api")]
mod text;

use std::error::Error;
use std::sync::Arc;
use std::time::{Duration, SystemTime};

#[cfg(feature = "api")]
#[cfg_attr(retry_attr_docs, doc(cfg(feature = "api")))]
pub use text::by_text;

use crate::give_up::GaveUp;
use crate::timeout::TimedOut;

/// What kind of failure an error is.
///
/// Each kind has a constructor and a reader of its name: [`transient`](Self::transient) and
/// [`is_transient`](Self::is_transient), and so on. More kinds and more fields may be added.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Classification {
    /// May go away by itself: worth a retry after a delay. The server may have processed the request.
    Transient,
    /// [`Transient`](Self::Transient), and the server has surely not processed the request: the connection was never
    /// made, for instance.
    Unprocessed,
    /// The server asks for fewer requests: worth a retry once it allows.
    #[non_exhaustive]
    Throttled {
        /// The delay named by the server, if any. The next attempt does not start sooner.
        retry_after: Option<Duration>,
        /// Whether the server may have processed the request before it asked for fewer.
        may_be_processed: bool,
    },
    /// What failed has been changed: another key, a renewed token, a shorter prompt. Worth a retry without a delay.
    ///
    /// It is counted by `max`, and does not advance the backoff. Only a function of `classify` knows that it changes
    /// anything, so no error is classified like this on its own.
    Immediate,
    /// The same request fails again: returned at once.
    #[non_exhaustive]
    Permanent {
        /// When it may work again, if known: the instant at which a daily or monthly quota resets.
        until: Option<SystemTime>,
    },
}

impl Classification {
    /// A failure that may go away by itself.
    #[must_use]
    pub const fn transient() -> Self {
        Self::Transient
    }

    /// A failure by which the server asks for fewer requests, with the delay that it named, if any. It has refused the
    /// request without processing it; otherwise add [`maybe_processed`](Self::maybe_processed).
    #[must_use]
    pub const fn throttled(retry_after: Option<Duration>) -> Self {
        Self::Throttled {
            retry_after,
            may_be_processed: false,
        }
    }

    /// A failure that calls for another attempt at once, as what failed has been changed.
    #[must_use]
    pub const fn immediate() -> Self {
        Self::Immediate
    }

    /// A failure that the same request meets again.
    #[must_use]
    pub const fn permanent() -> Self {
        Self::Permanent { until: None }
    }

    /// A failure that the same request meets again until the given instant: when a quota resets.
    #[must_use]
    pub const fn permanent_until(until: SystemTime) -> Self {
        Self::Permanent { until: Some(until) }
    }

    /// The same failure, of a request that the server has surely not processed.
    ///
    /// With `idempotent = false` only such a failure is retried.
    #[must_use]
    pub const fn unprocessed(self) -> Self {
        match self {
            Self::Transient => Self::Unprocessed,
            Self::Throttled { retry_after, .. } => Self::throttled(retry_after),
            other => other,
        }
    }

    /// The same failure, of a request that the server may have processed.
    #[must_use]
    pub const fn maybe_processed(self) -> Self {
        match self {
            Self::Unprocessed => Self::Transient,
            Self::Throttled { retry_after, .. } => Self::Throttled {
                retry_after,
                may_be_processed: true,
            },
            other => other,
        }
    }

    /// Whether it is [`Transient`](Self::Transient) or [`Unprocessed`](Self::Unprocessed).
    #[must_use]
    pub const fn is_transient(self) -> bool {
        matches!(self, Self::Transient | Self::Unprocessed)
    }

    /// Whether it is [`Throttled`](Self::Throttled).
    #[must_use]
    pub const fn is_throttled(self) -> bool {
        matches!(self, Self::Throttled { .. })
    }

    /// Whether it is [`Immediate`](Self::Immediate).
    #[must_use]
    pub const fn is_immediate(self) -> bool {
        matches!(self, Self::Immediate)
    }

    /// Whether it is [`Permanent`](Self::Permanent).
    #[must_use]
    pub const fn is_permanent(self) -> bool {
        matches!(self, Self::Permanent { .. })
    }

    /// Whether another attempt may succeed: anything but permanent.
    #[must_use]
    pub const fn is_retryable(self) -> bool {
        !self.is_permanent()
    }

    /// Whether another attempt may have the server do twice what it should do once.
    pub(crate) const fn may_be_processed(self) -> bool {
        !self.is_unprocessed() && !self.is_immediate()
    }

    /// Whether the request has surely not been processed by the server.
    #[must_use]
    pub const fn is_unprocessed(self) -> bool {
        matches!(
            self,
            Self::Unprocessed
                | Self::Throttled {
                    may_be_processed: false,
                    ..
                }
        )
    }

    /// The word for the kind.
    pub(crate) const fn name(self) -> &'static str {
        match self {
            Self::Transient | Self::Unprocessed => "transient",
            Self::Throttled { .. } => "throttled",
            Self::Immediate => "immediate",
            Self::Permanent { .. } => "permanent",
        }
    }

    /// The delay named by the server, if it is throttled and any was named.
    #[must_use]
    pub const fn retry_after(self) -> Option<Duration> {
        match self {
            Self::Throttled { retry_after, .. } => retry_after,
            _ => None,
        }
    }

    /// When the same request may work again, if it is permanent and that is known.
    #[must_use]
    pub const fn until(self) -> Option<SystemTime> {
        match self {
            Self::Permanent { until } => until,
            _ => None,
        }
    }

    /// Classifies `error` by the first error in its chain of sources, itself included, that this crate knows.
    ///
    /// Known are [`std::io::Error`] (by kind), [`TimedOut`], and what the features add. An unknown error is
    /// [`Transient`](Self::Transient): retried, as in other retry libraries.
    ///
    /// # Example
    ///
    /// ```
    /// use retry_attr::Classification;
    ///
    /// let refused = std::io::Error::from(std::io::ErrorKind::ConnectionRefused);
    /// assert_eq!(Classification::of(&refused), Classification::Unprocessed);
    ///
    /// let missing = std::io::Error::from(std::io::ErrorKind::NotFound);
    /// assert_eq!(Classification::of(&missing), Classification::permanent());
    /// ```
    #[must_use]
    pub fn of(error: &(dyn Error + 'static)) -> Self {
        Self::of_sources(Some(error))
    }

    pub(crate) fn of_sources(first: Option<&(dyn Error + 'static)>) -> Self {
        nearest(first).map_or(Self::Transient, Classify::classify)
    }
}

/// Tells the first error that is known, from `first` along its sources, that its call gave up.
pub(crate) fn tell(first: Option<&(dyn Error + 'static)>, gave_up: GaveUp) {
    if let Some(known) = nearest(first) {
        known.gave_up(gave_up);
    }
}

/// The first error that is known, from `next` along its sources.
fn nearest<'a>(mut next: Option<&'a (dyn Error + 'static)>) -> Option<&'a dyn Classify> {
    while let Some(error) = next {
        let known = known(error);
        if known.is_some() {
            return known;
        }
        next = error.source();
    }
    None
}

/// Every error type that is recognised without a line from the user.
fn known<'a>(error: &'a (dyn Error + 'static)) -> Option<&'a dyn Classify> {
    if let Some(error) = behind::<std::io::Error>(error) {
        return Some(error);
    }
    if let Some(error) = behind::<TimedOut>(error) {
        return Some(error);
    }
    if let Some(any) = error.downcast_ref::<Arc<dyn Error + Send + Sync>>() {
        return known(&**any);
    }
    #[cfg(feature = "api")]
    let other = crate::clients::known(error);
    #[cfg(not(feature = "api"))]
    let other = None;
    other
}

/// An error of one type, by itself or behind a pointer. Pointers to errors are errors, whose source is that of what
/// they point to: it would be passed over.
pub(crate) fn behind<'a, E: Error + 'static>(error: &'a (dyn Error + 'static)) -> Option<&'a E> {
    error
        .downcast_ref()
        .or_else(|| error.downcast_ref::<Box<E>>().map(|it| &**it))
        .or_else(|| error.downcast_ref::<Arc<E>>().map(|it| &**it))
}

/// Says which failures of an error type are worth a retry.
///
/// # Example
///
/// ```
/// use retry_attr::{Classification, Classify};
///
/// enum ApiError {
///     Overloaded,
///     RateLimited { retry_after: Option<std::time::Duration> },
///     InvalidRequest(String),
/// }
///
/// impl Classify for ApiError {
///     fn classify(&self) -> Classification {
///         match self {
///             Self::Overloaded => Classification::Transient,
///             Self::RateLimited { retry_after } => Classification::throttled(*retry_after),
///             Self::InvalidRequest(_) => Classification::permanent(),
///         }
///     }
/// }
/// ```
#[diagnostic::on_unimplemented(
    message = "`{Self}` does not say which of its failures are worth a retry",
    label = "no `Classify` for this error",
    note = "derive or implement `retry_attr::Classify` for `{Self}`, or decide beside the call with `run_with`",
    note = "the error of a client is known with the feature for that version of it, such as `reqwest-0_12` or \
            `reqwest-0_13`"
)]
pub trait Classify {
    /// Classifies this failure.
    fn classify(&self) -> Classification;

    /// Tells this failure that the call which returns it gave up.
    ///
    /// An error that remembers it can be permanent from then on, so that a retried function around a retried function
    /// does not multiply the attempts: [`ApiError`](crate::ApiError) does. It is told once by each call that gives up
    /// with it, and through whatever wraps it. The default does nothing.
    fn gave_up(&self, gave_up: GaveUp) {
        let _ = gave_up;
    }

    /// This error as one whose type can be asked for, by [`Event::error_as`](crate::Event::error_as) and
    /// [`Event::kind`](crate::Event::kind).
    ///
    /// A type that is an `Error` and holds no reference answers `Some(self)`, and so does a derived `Classify` for a type
    /// without parameters. The default is `None`: its sources can still be asked for.
    fn as_error(&self) -> Option<&(dyn Error + 'static)> {
        None
    }

    /// How to make the error of a call whose last attempt was cut by a `timeout` or `deadline`.
    ///
    /// Only [`Policy::run`](crate::Policy::run) asks, and cuts attempts only if there is a way; the attribute uses
    /// `From<TimedOut>` instead. A type that has that answers `Some(Self::from)`, and so does a derived `Classify`.
    /// The default is `None`.
    #[must_use]
    fn from_timed_out() -> Option<fn(TimedOut) -> Self>
    where
        Self: Sized,
    {
        None
    }
}
