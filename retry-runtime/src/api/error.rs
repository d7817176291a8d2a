//! The error of a call to an AI API.

mod conversions;

use std::borrow::Cow;
use std::error::Error;
use std::fmt;
use std::time::{Duration, SystemTime};

use http::StatusCode;

use super::body::LIMIT;
use super::judge::{MESSAGE, shorten};
use super::kind::ErrorKind;
use super::mark::Mark;
use super::provider::Provider;
use super::secrets::redact;
use super::time;
use crate::classify::{Classification, Classify, behind};
use crate::event::{Reason, readable};
use crate::give_up::GaveUp;
use crate::timeout::TimedOut;

/// The error of a call to an AI API: what the provider said, and what it means for a retry.
///
/// It is made from a [`Reply`](super::Reply) or, with `?`, from an error of a client whose feature is on, a
/// [`std::io::Error`], a [`serde_json::Error`] or a [`TimedOut`](crate::TimedOut). It implements
/// [`Classify`](crate::Classify), so a retried function treats it as the provider means it and waits as long as the
/// server asks.
///
/// It is found in the chain of sources of any error, even through `#[error(transparent)]`: its first
/// [source](std::error::Error::source) holds its classification and displays as its kind. The next source is the
/// client's error that it was made from, if any.
///
/// `Display` and `Debug` show no secrets: anything in a message that looks like a key is removed, headers are not kept,
/// and of the body only the length is shown. The error is the size of one pointer.
///
/// # Example
///
/// ```
/// use http::{HeaderMap, StatusCode};
/// use retry_attr::api::{Provider, Reply};
///
/// let status = StatusCode::from_u16(529).unwrap();
/// let body = br#"{
///     "type": "error",
///     "error": {"type": "overloaded_error", "message": "Overloaded"},
///     "request_id": "req_1"
/// }"#;
/// let error = Reply::new(status, &HeaderMap::new(), body).check().unwrap_err();
/// assert_eq!(error.provider(), Provider::Anthropic);
/// assert_eq!(
///     error.to_string(),
///     "Anthropic: overloaded (529, overloaded_error): Overloaded; request id req_1",
/// );
/// ```
pub struct ApiError(Box<Parts>);

/// What an [`ApiError`] is made of; and its source.
///
/// A wrapper with `#[error(transparent)]` hides the error that it holds, and shows that one's source as its own. So the
/// walk along the sources finds the classification here.
pub(crate) struct Parts {
    pub(crate) provider: Provider,
    pub(crate) status: Option<StatusCode>,
    pub(crate) kind: ErrorKind,
    pub(crate) classification: Classification,
    pub(crate) code: Option<String>,
    pub(crate) message: Option<String>,
    pub(crate) request_id: Option<String>,
    pub(crate) retry_after: Option<Duration>,
    pub(crate) resets_at: Option<SystemTime>,
    pub(crate) body: Box<[u8]>,
    pub(crate) source: Option<Box<dyn Error + Send + Sync>>,
    pub(crate) mark: Mark,
}

impl ApiError {
    pub(crate) fn new(parts: Parts) -> Self {
        Self(Box::new(parts))
    }

    /// A failure without a reply.
    pub(crate) fn without_reply(
        kind: ErrorKind,
        classification: Classification,
        message: &str,
    ) -> Self {
        Self::new(Parts {
            provider: Provider::Compatible,
            status: None,
            kind,
            classification,
            code: None,
            message: Some(shorten(&redact(message), MESSAGE)),
            request_id: None,
            retry_after: classification.retry_after(),
            resets_at: None,
            body: Box::default(),
            source: None,
            mark: Mark::default(),
        })
    }

    /// An answer that cannot be read.
    #[cfg(any(feature = "async-openai-0_43", feature = "genai-0_7"))]
    pub(crate) fn malformed(classification: Classification, message: &str) -> Self {
        Self::without_reply(ErrorKind::Malformed, classification, message)
    }

    /// Names another provider than the one whose rules have judged the reply.
    #[cfg(any(feature = "__reqwest", feature = "__facts"))]
    pub(crate) fn of_provider(mut self, provider: Provider) -> Self {
        self.0.provider = provider;
        self
    }

    /// Gives it another meaning than the rules for failures do, which a success has none of.
    pub(super) fn meaning(mut self, kind: ErrorKind, classification: Classification) -> Self {
        self.0.kind = kind;
        self.0.classification = classification;
        self.0.retry_after = None;
        self.0.resets_at = None;
        self
    }

    /// Adds the reply that it was read from.
    pub(crate) fn with_reply(self, status: StatusCode, body: &[u8]) -> Self {
        self.with_body(body).with_status(status)
    }

    /// Adds the body that it was read from.
    pub(super) fn with_body(mut self, body: &[u8]) -> Self {
        self.0.body = body[..body.len().min(LIMIT)].into();
        self
    }

    /// Shows another text than the one that was judged.
    pub(super) fn with_message(mut self, text: &str) -> Self {
        self.0.message = Some(shorten(&redact(text), MESSAGE));
        self
    }

    /// The server has surely not processed the request.
    #[cfg(any(feature = "google-cloud-gax-1", feature = "tonic-0_14"))]
    pub(crate) fn unprocessed(mut self) -> Self {
        self.0.classification = self.0.classification.unprocessed();
        self
    }

    /// Adds the status of a reply that the client does not hand on.
    pub(crate) fn with_status(mut self, status: StatusCode) -> Self {
        self.0.status = Some(status);
        let classification = self.0.classification;
        let refusals = self.0.provider.profile().refusals;
        if classification.is_throttled() && refusals.contains(&status.as_u16()) {
            self.0.classification = classification.unprocessed();
        }
        self
    }

    /// Keeps what it was made of, which must not hold text of the server: whoever prints the chain prints that too.
    pub(crate) fn with_source(mut self, source: impl Into<Box<dyn Error + Send + Sync>>) -> Self {
        self.0.source = Some(source.into());
        self
    }

    /// The provider that answered, or [`Provider::Compatible`] if it is unknown.
    #[must_use]
    pub const fn provider(&self) -> Provider {
        self.0.provider
    }

    /// The status of the reply, or `None` if there was no reply. It may be 200, because some errors come with it.
    #[must_use]
    pub const fn status(&self) -> Option<StatusCode> {
        self.0.status
    }

    /// The kind of failure.
    #[must_use]
    pub const fn kind(&self) -> ErrorKind {
        self.0.kind
    }

    /// The provider's own code for the failure, as it spells it. If the reply has several, this is the most specific
    /// one.
    #[must_use]
    pub fn code(&self) -> Option<&str> {
        self.0.code.as_deref()
    }

    /// The provider's message for people, without secrets and cut to 2,000 characters.
    #[must_use]
    pub fn message(&self) -> Option<&str> {
        self.0.message.as_deref()
    }

    /// The provider's id of the request, which its support will ask for.
    #[must_use]
    pub fn request_id(&self) -> Option<&str> {
        self.0.request_id.as_deref()
    }

    /// Whether another attempt may succeed, by [`Classify`](crate::Classify).
    #[must_use]
    pub fn is_retryable(&self) -> bool {
        self.0.classify().is_retryable()
    }

    /// The number of attempts that the retried call made before it gave up with this error, or 0 if none has given up.
    #[must_use]
    pub fn attempts(&self) -> u32 {
        self.gave_up().map_or(0, GaveUp::attempts)
    }

    /// How the retried call that returned this error gave up, or `None` if none has given up.
    ///
    /// Once the attempts of a call are exhausted, the error is permanent, so that a retried function around it does not
    /// multiply the attempts: 3 attempts inside 3 attempts make 3 requests, not 9. `when` and `classify` override that.
    /// If an outer call gives up with this error too, this returns how the outer call gave up, unless the inner one
    /// exhausted its attempts.
    #[must_use]
    pub fn gave_up(&self) -> Option<GaveUp> {
        self.0.mark.get()
    }

    /// The delay that the server named, or else the time until the limit that was reached is reset, if either is known.
    ///
    /// If only a header tells the reset, it never ends a call, because the limit lets a request through sooner: more than
    /// a minute away it does not count as a delay for retries, and otherwise it is an
    /// [upper bound](Classification::throttled_at_most).
    #[must_use]
    pub const fn retry_after(&self) -> Option<Duration> {
        self.0.retry_after
    }

    /// When the exhausted quota resets, if the reply or the provider's rules tell.
    #[must_use]
    pub const fn resets_at(&self) -> Option<SystemTime> {
        self.0.resets_at
    }

    /// The first 64 KiB of the body, unchanged. They may contain secrets that `Debug` and `Display` leave out.
    #[must_use]
    pub fn body(&self) -> &[u8] {
        &self.0.body
    }
}

#[cfg_attr(retry_attr_docs, doc(cfg(feature = "api")))]
#[diagnostic::do_not_recommend]
impl Classify for ApiError {
    fn classify(&self) -> Classification {
        self.0.classify()
    }

    fn gave_up(&self, gave_up: GaveUp) {
        self.0.gave_up(gave_up);
    }

    fn as_error(&self) -> Option<&(dyn Error + 'static)> {
        Some(self)
    }

    fn from_timed_out() -> Option<fn(TimedOut) -> Self> {
        Some(Self::from)
    }
}

impl fmt::Display for ApiError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Parts {
            kind, status, code, ..
        } = &*self.0;
        match status {
            Some(_) => write!(f, "{}: {kind}", self.0.provider)?,
            None => write!(f, "{kind}")?,
        }
        match (status, code) {
            (Some(status), Some(code)) => write!(f, " ({}, {code})", status.as_u16())?,
            (Some(status), None) => write!(f, " ({})", status.as_u16())?,
            (None, Some(code)) => write!(f, " ({code})")?,
            (None, None) => {}
        }
        if let Some(message) = self.message() {
            // More may follow, and no full stop ends an error.
            write!(f, ": {}", message.trim_end_matches('.'))?;
        }
        let is_retryable = self.0.classification.is_retryable();
        if let Some(wait) = self.0.retry_after.filter(|_| is_retryable) {
            write!(f, "; retry after {:?}", readable(wait))?;
        }
        if let Some(reset) = self.0.resets_at.and_then(time::display) {
            write!(f, "; resets at {reset}")?;
        }
        if let Some(id) = self.request_id() {
            write!(f, "; request id {id}")?;
        }
        Ok(())
    }
}

impl fmt::Debug for ApiError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(&self.0, f)
    }
}

impl Error for ApiError {
    fn source(&self) -> Option<&(dyn Error + 'static)> {
        Some(&*self.0)
    }
}

/// The kind of an error that is an [`ApiError`], or one in a wrapper that hides it.
pub(crate) fn kind_of(error: &(dyn Error + 'static)) -> Option<ErrorKind> {
    let hidden = || behind::<Parts>(error).map(|parts| parts.kind);
    behind::<ApiError>(error)
        .map(ApiError::kind)
        .or_else(hidden)
}

impl Classify for Parts {
    fn classify(&self) -> Classification {
        match self.mark.get() {
            Some(mark)
                if mark.reason() == Reason::Exhausted && self.classification.is_retryable() =>
            {
                Classification::permanent()
            }
            _ => self.classification,
        }
    }

    fn gave_up(&self, gave_up: GaveUp) {
        self.mark.set(gave_up);
    }

    fn as_error(&self) -> Option<&(dyn Error + 'static)> {
        Some(self)
    }
}

/// Short, as the [`ApiError`] has said the rest to whoever prints the chain.
impl fmt::Display for Parts {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.kind.fmt(f)
    }
}

impl fmt::Debug for Parts {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let source = self
            .source
            .as_ref()
            .map(|source| redact(&source.to_string()));
        f.debug_struct("ApiError")
            .field("provider", &self.provider)
            .field("status", &self.status)
            .field("kind", &self.kind)
            .field("classification", &self.classification)
            .field("code", &self.code)
            .field("message", &self.message)
            .field("request_id", &self.request_id)
            .field("retry_after", &self.retry_after)
            .field(
                "resets_at",
                &self
                    .resets_at
                    .map(|at| time::display(at).map_or(Cow::Borrowed("?"), Cow::Owned)),
            )
            .field("gave_up", &self.mark.get())
            .field("body_bytes", &self.body.len())
            .field("source", &source)
            .finish()
    }
}

impl Error for Parts {
    fn source(&self) -> Option<&(dyn Error + 'static)> {
        let source = self.source.as_deref()?;
        Some(source)
    }
}
