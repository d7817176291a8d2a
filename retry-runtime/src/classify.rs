//! What a failure means for a retry.

// The trait, its answer, and the walk along an error's sources. A file an error source is below `classify/`.

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

use crate::timeout::TimedOut;

/// What kind of failure an error is.
///
/// Each kind has a constructor and a reader of its name: [`transient`](Self::transient) and
/// [`is_transient`](Self::is_transient), and so on. More kinds and more fields may be added.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Classification {
    /// May go away by itself: worth a retry after a delay.
    Transient,
    /// The server asks for fewer requests: worth a retry once it allows.
    #[non_exhaustive]
    Throttled {
        /// The delay named by the server, if any. The next attempt does not start sooner.
        retry_after: Option<Duration>,
    },
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

    /// A failure by which the server asks for fewer requests, with the delay that it named, if any.
    #[must_use]
    pub const fn throttled(retry_after: Option<Duration>) -> Self {
        Self::Throttled { retry_after }
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

    /// Whether it is [`Transient`](Self::Transient).
    #[must_use]
    pub const fn is_transient(self) -> bool {
        matches!(self, Self::Transient)
    }

    /// Whether it is [`Throttled`](Self::Throttled).
    #[must_use]
    pub const fn is_throttled(self) -> bool {
        matches!(self, Self::Throttled { .. })
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

    /// The word for the kind.
    pub(crate) const fn name(self) -> &'static str {
        match self {
            Self::Transient => "transient",
            Self::Throttled { .. } => "throttled",
            Self::Permanent { .. } => "permanent",
        }
    }

    /// The delay named by the server, if it is throttled and any was named.
    #[must_use]
    pub const fn retry_after(self) -> Option<Duration> {
        match self {
            Self::Throttled { retry_after } => retry_after,
            Self::Transient | Self::Permanent { .. } => None,
        }
    }

    /// When the same request may work again, if it is permanent and that is known.
    #[must_use]
    pub const fn until(self) -> Option<SystemTime> {
        match self {
            Self::Permanent { until } => until,
            Self::Transient | Self::Throttled { .. } => None,
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
    /// assert_eq!(Classification::of(&refused), Classification::Transient);
    ///
    /// let missing = std::io::Error::from(std::io::ErrorKind::NotFound);
    /// assert_eq!(Classification::of(&missing), Classification::permanent());
    /// ```
    #[must_use]
    pub fn of(error: &(dyn Error + 'static)) -> Self {
        Self::of_sources(Some(error))
    }

    pub(crate) fn of_sources(mut next: Option<&(dyn Error + 'static)>) -> Self {
        while let Some(error) = next {
            if let Some(known) = known(error) {
                return known;
            }
            next = error.source();
        }
        Self::Transient
    }
}

/// Every error type that is recognised without a line from the user.
fn known(error: &(dyn Error + 'static)) -> Option<Classification> {
    if let Some(error) = behind::<std::io::Error>(error) {
        return Some(error.classify());
    }
    if let Some(error) = behind::<TimedOut>(error) {
        return Some(error.classify());
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
