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
/// Each kind has a constructor and a predicate: [`transient`](Self::transient), [`is_transient`](Self::is_transient)
/// and so on. More kinds and more fields may be added.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Classification {
    /// May go away by itself, so it is worth a retry after a delay. The server may have processed the request.
    Transient,
    /// Like [`Transient`](Self::Transient), but the server has surely not processed the request. For example, the
    /// connection was never made.
    Unprocessed,
    /// The server asks for fewer requests. It is worth a retry once the server allows it.
    #[non_exhaustive]
    Throttled {
        /// The delay named by the server, if any. The next attempt does not start sooner.
        retry_after: Option<Duration>,
        /// Whether the server may have processed the request all the same.
        may_be_processed: bool,
        /// Whether `retry_after` is only an upper bound: the time until a limit resets, rather than a delay that the
        /// server asked for. If it is longer than the policy accepts, or ends at or after the deadline, the policy's
        /// own delay is used.
        is_upper_bound: bool,
    },
    /// The cause has been changed, so it is worth a retry without a delay: the next attempt uses another key, a renewed
    /// token or a shorter prompt.
    ///
    /// It counts towards `max` and does not advance the backoff. Only your `classify` function or your error type can
    /// know that something was changed, so this crate never classifies an error like this by itself.
    Immediate,
    /// The same request would fail again, so the error is returned immediately.
    #[non_exhaustive]
    Permanent {
        /// When it may work again, if known, such as when a daily or monthly quota resets.
        until: Option<SystemTime>,
    },
}

impl Classification {
    /// A failure that may go away by itself.
    #[must_use]
    pub const fn transient() -> Self {
        Self::Transient
    }

    /// A failure with which the server asks for fewer requests, and the delay that it named, if any.
    ///
    /// The server is taken to have refused the request without processing it. If that is not certain, add
    /// [`maybe_processed`](Self::maybe_processed).
    #[must_use]
    pub const fn throttled(retry_after: Option<Duration>) -> Self {
        Self::Throttled {
            retry_after,
            may_be_processed: false,
            is_upper_bound: false,
        }
    }

    /// A failure with which the server asks for fewer requests, and tells only when its limit resets. It accepts a
    /// request by then, and may do so sooner.
    ///
    /// The next attempt waits for the reset if the policy accepts a delay that long and the deadline is later.
    /// Otherwise the policy's own delay is used. Unlike a delay that the server named, an upper bound never ends a
    /// call.
    #[must_use]
    pub const fn throttled_at_most(longest: Duration) -> Self {
        Self::Throttled {
            retry_after: Some(longest),
            may_be_processed: false,
            is_upper_bound: true,
        }
    }

    /// A failure whose cause has been changed: the next attempt follows without a delay.
    #[must_use]
    pub const fn immediate() -> Self {
        Self::Immediate
    }

    /// A failure that the same request would meet again.
    #[must_use]
    pub const fn permanent() -> Self {
        Self::Permanent { until: None }
    }

    /// A failure that the same request would meet again until this instant, such as when a quota resets.
    #[must_use]
    pub const fn permanent_until(until: SystemTime) -> Self {
        Self::Permanent { until: Some(until) }
    }

    /// The same failure, for a request that the server has surely not processed.
    ///
    /// With `idempotent = false`, only such failures are retried.
    #[must_use]
    pub const fn unprocessed(mut self) -> Self {
        match &mut self {
            Self::Transient => self = Self::Unprocessed,
            Self::Throttled {
                may_be_processed, ..
            } => *may_be_processed = false,
            _ => {}
        }
        self
    }

    /// The same failure, for a request that the server may have processed.
    #[must_use]
    pub const fn maybe_processed(mut self) -> Self {
        match &mut self {
            Self::Unprocessed => self = Self::Transient,
            Self::Throttled {
                may_be_processed, ..
            } => *may_be_processed = true,
            _ => {}
        }
        self
    }

    /// Whether this is [`Transient`](Self::Transient) or [`Unprocessed`](Self::Unprocessed).
    #[must_use]
    pub const fn is_transient(self) -> bool {
        matches!(self, Self::Transient | Self::Unprocessed)
    }

    /// Whether this is [`Throttled`](Self::Throttled).
    #[must_use]
    pub const fn is_throttled(self) -> bool {
        matches!(self, Self::Throttled { .. })
    }

    /// Whether this is [`Immediate`](Self::Immediate).
    #[must_use]
    pub const fn is_immediate(self) -> bool {
        matches!(self, Self::Immediate)
    }

    /// Whether this is [`Permanent`](Self::Permanent).
    #[must_use]
    pub const fn is_permanent(self) -> bool {
        matches!(self, Self::Permanent { .. })
    }

    /// Whether another attempt may succeed: everything but permanent failures.
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

    /// Whether its delay is only an upper bound.
    pub(crate) const fn is_upper_bound(self) -> bool {
        matches!(
            self,
            Self::Throttled {
                is_upper_bound: true,
                ..
            }
        )
    }

    /// The delay named by the server, if this is throttled and the server named one, or the upper bound of
    /// [`throttled_at_most`](Self::throttled_at_most).
    #[must_use]
    pub const fn retry_after(self) -> Option<Duration> {
        match self {
            Self::Throttled { retry_after, .. } => retry_after,
            _ => None,
        }
    }

    /// When the same request may work again, if this is permanent and the instant is known.
    #[must_use]
    pub const fn until(self) -> Option<SystemTime> {
        match self {
            Self::Permanent { until } => until,
            _ => None,
        }
    }

    /// Classifies `error` by the first error that this crate knows, starting with `error` itself and following its
    /// sources.
    ///
    /// The errors that it knows are listed on [`Classify`](Classify#error-types-that-are-classified). An unknown error
    /// is [`Transient`](Self::Transient): it is retried, as in other retry libraries.
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
/// Derive it with the macro of the same name, or implement it where no attribute can say what an error means, such as
/// when a status code decides:
///
/// ```
/// use retry_attr::{Classification, Classify};
///
/// struct HttpError { status: u16 }
///
/// impl Classify for HttpError {
///     fn classify(&self) -> Classification {
///         match self.status {
///             429 => Classification::throttled(None),
///             500.. => Classification::transient(),
///             _ => Classification::permanent(),
///         }
///     }
/// }
/// ```
///
/// # Error types that are classified
///
/// | error | feature | is classified by |
/// |---|---|---|
/// | [`std::io::Error`] | | its kind: a refused, reset or timed-out connection is transient, a missing file is permanent |
/// | [`TimedOut`], [`Missing`](crate::Missing), `String`, `str` | | nothing: it is transient |
/// | `Box<dyn Error>`, `Arc<dyn Error>`, also with `Send` and `Sync` | | the first error in its chain of sources that this table lists |
/// | `Box<E>`, `Rc<E>`, `Arc<E>`, `&E` | | its `E` |
/// | `anyhow::Error` | `anyhow` | the first error in its chain of sources that this table lists |
/// | [`ApiError`](crate::ApiError) | `api` | what the provider says |
/// | `serde_json::Error` | `api` | its category: broken JSON is transient, JSON of another shape is permanent |
/// | `reqwest::Error` | [`reqwest`, `reqwest-0_13`](crate::clients::reqwest_0_13), [`reqwest-0_12`](crate::clients::reqwest_0_12) | what went wrong, or the status |
/// | `reqwest_middleware::Error` | [`reqwest-middleware`, `reqwest-middleware-0_5`](crate::clients::reqwest_middleware_0_5), [`reqwest-middleware-0_4`](crate::clients::reqwest_middleware_0_4) | the error of `reqwest`, or the middleware's |
/// | `ureq::Error` | [`ureq`, `ureq-3`](crate::clients::ureq_3) | what went wrong, or the status |
/// | `async_openai::error::OpenAIError` | [`async-openai`, `async-openai-0_43`](crate::clients::async_openai_0_43) | the error object, or the error of `reqwest` |
/// | `genai::Error`, `genai::webc::Error` | [`genai`, `genai-0_7`](crate::clients::genai_0_7) | the reply, or the error of `reqwest` |
/// | `tonic::Status` | [`tonic`, `tonic-0_14`](crate::clients::tonic_0_14) | its code and details |
/// | `google_cloud_gax::error::Error` | [`google-cloud-gax`, `google-cloud-gax-1`](crate::clients::google_cloud_gax_1) | the status of the service, or the reply |
/// | `SdkError`, `ErrorMetadata` and `ConnectorError` of `aws-smithy` | [`aws-smithy`, `aws-smithy-1`](crate::clients::aws_smithy_1) | the exception, or the reply |
///
/// The error of a client becomes an [`ApiError`](crate::ApiError) with `?`. Features without a version stand for the
/// first version listed. The same client in another version has other types, which are not known.
///
/// The attribute needs no `Classify`: an error without one is classified by the first error in its chain of sources
/// that this table lists, and is transient if there is none.
#[diagnostic::on_unimplemented(
    message = "`{Self}` does not say which failures are worth a retry",
    label = "`Classify` is not implemented for this error",
    note = "derive or implement `retry_attr::Classify` for `{Self}`, or classify its errors at the call with `run_with`",
    note = "for the error of a client, enable the feature for your version of the client, such as `reqwest-0_12` or \
            `reqwest-0_13`"
)]
pub trait Classify {
    /// Classifies this failure.
    fn classify(&self) -> Classification;

    /// Called with the error of a call that gives up, before the call returns it.
    ///
    /// An error that remembers this can be permanent from then on, as [`ApiError`](crate::ApiError) is, so that a
    /// retried function around another one does not multiply the attempts. It is called once by each call that gives up
    /// with this error, also if the error is wrapped in another. The default does nothing.
    fn gave_up(&self, gave_up: GaveUp) {
        let _ = gave_up;
    }

    /// This error as a `dyn Error`, so that [`Event::error_as`](crate::Event::error_as) and
    /// [`Event::kind`](crate::Event::kind) find it.
    ///
    /// Return `Some(self)` if the type is an `Error` and holds no references; a derived `Classify` does so for types
    /// without parameters. The default is `None`, with which only the error's sources are found.
    fn as_error(&self) -> Option<&(dyn Error + 'static)> {
        None
    }

    /// How to make this error from a [`TimedOut`], for a call whose last attempt was cut by `timeout` or `deadline`.
    ///
    /// Only [`Policy::run`](crate::Policy::run) uses this, and cuts attempts only if it is `Some`; the attribute uses
    /// `From<TimedOut>` instead. Return `Some(Self::from)` if the type has that; a derived `Classify` does. The default
    /// is `None`.
    #[must_use]
    fn from_timed_out() -> Option<fn(TimedOut) -> Self>
    where
        Self: Sized,
    {
        None
    }
}
