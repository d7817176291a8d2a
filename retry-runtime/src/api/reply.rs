//! A reply, from which an [`ApiError`] is read: the order in which its parts are asked.

use std::fmt;
use std::time::SystemTime;

use http::{HeaderMap, StatusCode};

use super::body::{Facts, LIMIT};
use super::error::{ApiError, Parts};
use super::kind::ErrorKind;
use super::provider::Provider;
use super::providers::Table;
use super::retry_after;
use super::rules::{self, Reset, Retry};
use super::secrets::{redact, redact_id};
use super::time;
use crate::classify::Classification;

/// A reply of an AI API, as any client gives it, to be told apart from an error.
///
/// # Example
///
/// ```
/// use http::{HeaderMap, StatusCode};
/// use retry_attr::{Classify, ErrorKind, Reply};
///
/// let body = r#"{"error":{"message":"You exceeded your current quota","type":"insufficient_quota","param":null,
///     "code":"insufficient_quota"}}"#;
/// let error = Reply::new(StatusCode::TOO_MANY_REQUESTS, &HeaderMap::new(), body.as_bytes())
///     .from_url("https://api.openai.com/v1/chat/completions")
///     .check()
///     .unwrap_err();
/// assert_eq!(error.kind(), ErrorKind::Quota);
/// assert!(!error.classify().is_retryable()); // although the status is 429
/// ```
#[derive(Clone, Copy)]
#[must_use = "a reply says nothing until it is checked"]
pub struct Reply<'a> {
    status: StatusCode,
    headers: &'a HeaderMap,
    body: &'a [u8],
    provider: Option<Provider>,
    host: Option<Provider>,
}

impl<'a> Reply<'a> {
    /// So much of a body is looked at.
    #[cfg(any(feature = "reqwest", feature = "ureq"))]
    pub(crate) const LIMIT: usize = LIMIT;

    /// A reply of a provider that its headers and body may tell.
    ///
    /// The body may be JSON, an event stream or lines of JSON, of which the first value is read, or anything else. No
    /// more than its first 64 KiB are looked at.
    pub const fn new(status: StatusCode, headers: &'a HeaderMap, body: &'a [u8]) -> Self {
        Self {
            status,
            headers,
            body,
            provider: None,
            host: None,
        }
    }

    /// States who answers. It is not asked any further.
    #[allow(clippy::wrong_self_convention)] // a reply from a provider
    pub const fn from_provider(mut self, provider: Provider) -> Self {
        self.provider = Some(provider);
        self
    }

    /// States where the request went, from which the provider may be recognised. The host decides before headers do.
    #[allow(clippy::wrong_self_convention)] // a reply from a URL
    pub fn from_url(mut self, url: &str) -> Self {
        self.host = Provider::from_url(url);
        self
    }

    /// Tells whether the reply is an error.
    ///
    /// # Errors
    ///
    /// The [`ApiError`], if the status is not of the 200s, or if the body holds an error object all the same.
    pub fn check(self) -> Result<(), ApiError> {
        if self.status.is_success() && !holds(self.body, b"error") {
            return Ok(());
        }
        let facts = Facts::read(self.body);
        if self.status.is_success() && !facts.is_error {
            return Ok(());
        }
        Err(self.error(facts))
    }

    /// Takes the reply for an error, whatever its status.
    #[must_use]
    pub fn into_error(self) -> ApiError {
        self.error(Facts::read(self.body))
    }

    /// Whether a successful reply is of a type in which providers put errors.
    #[cfg(any(feature = "reqwest", feature = "ureq"))]
    pub(crate) fn may_hold_error(headers: &HeaderMap) -> bool {
        text(headers, "content-type")
            .is_some_and(|it| it.contains("json") || it.contains("event-stream"))
    }

    /// Whether it takes more of a successful reply's body to tell.
    #[cfg(any(feature = "reqwest", feature = "ureq"))]
    pub(crate) fn is_undecided(body: &[u8]) -> bool {
        body.len() < LIMIT && !Facts::read(body).is_decided
    }

    fn error(self, mut facts: Facts) -> ApiError {
        if let Some(name) = text(self.headers, "x-amzn-errortype") {
            facts.add_exception(name);
        }
        let shaped = Provider::from_shape(facts.shape);
        let provider = self
            .provider
            .or(self.host)
            .or_else(|| Provider::from_headers(self.headers))
            .or(shaped)
            .or_else(|| Provider::from_gateway(self.headers))
            .unwrap_or_default();
        // A cloud that sells the models of another hands on its errors.
        let tables = [provider, shaped.unwrap_or_default(), Provider::Compatible];
        let meaning = rules::judge(tables.map(Table::of), self.status.as_u16(), &facts);
        let retry = match text(self.headers, "x-should-retry") {
            Some("true") => Retry::Soon,
            Some("false") if meaning.retry == Retry::Soon => Retry::Never,
            _ => meaning.retry,
        };
        let now = retry_after::now(self.headers);
        let message = facts.message.take().or_else(|| plain_text(self.body));
        let is_throttling = matches!(meaning.kind, ErrorKind::RateLimit | ErrorKind::Overloaded);
        let is_limit = is_throttling || meaning.kind == ErrorKind::Quota;
        let hint = is_limit.then_some(message.as_deref().unwrap_or_default());
        let wait = retry_after::find(self.headers, &facts, hint, now);
        let message = match (message, &facts.raw) {
            (Some(message), Some(raw)) => Some(format!("{message}: {raw}")),
            (message, _) => message,
        };
        let resets_at = match retry {
            Retry::Soon | Retry::Never => facts.resets_at,
            Retry::Later(reset) => facts
                .resets_at
                .or_else(|| next(reset, now))
                .or_else(|| now.checked_add(wait?)),
        };
        let classification = match retry {
            Retry::Soon if is_throttling || wait.is_some() => Classification::throttled(wait),
            Retry::Soon => Classification::Transient,
            Retry::Never | Retry::Later(_) => Classification::Permanent { until: resets_at },
        };
        ApiError::new(Parts {
            provider,
            status: Some(self.status),
            kind: meaning.kind,
            classification,
            code: facts.codes.best().map(redact),
            message: message.map(|message| shorten(&redact(&message), 2000)),
            request_id: request_id(self.headers)
                .or(facts.request_id.as_deref())
                .map(|id| shorten(&redact_id(id), 128)),
            retry_after: wait,
            resets_at,
            body: self.body[..self.body.len().min(LIMIT)].into(),
            source: None,
        })
    }
}

/// Without headers and body, which may hold secrets.
impl fmt::Debug for Reply<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Reply")
            .field("status", &self.status)
            .field("provider", &self.provider.or(self.host))
            .finish_non_exhaustive()
    }
}

fn next(reset: Reset, now: SystemTime) -> Option<SystemTime> {
    match reset {
        Reset::Unknown => None,
        Reset::MidnightPacific => time::next_midnight_pacific(now),
        Reset::NextMonthUtc => time::next_month_utc(now),
    }
}

const REQUEST_IDS: [&str; 7] = [
    "x-request-id",
    "request-id",
    "apim-request-id",
    "x-ms-request-id",
    "x-amzn-requestid",
    "mistral-correlation-id",
    "cf-ray",
];

fn request_id(headers: &HeaderMap) -> Option<&str> {
    REQUEST_IDS.iter().find_map(|name| text(headers, name))
}

/// No person reads more, and logs need not hold it. Secrets are to be cut first: half of one is not known for one.
fn shorten(text: &str, most: usize) -> String {
    let mut short: String = text.chars().take(most).collect();
    if short.len() < text.len() {
        short.push('…');
    }
    short
}

fn text<'a>(headers: &'a HeaderMap, name: &str) -> Option<&'a str> {
    let text = headers.get(name)?.to_str().ok()?.trim();
    (!text.is_empty()).then_some(text)
}

fn holds(body: &[u8], part: &[u8]) -> bool {
    body[..body.len().min(LIMIT)]
        .windows(part.len())
        .any(|window| window == part)
}

/// What a body that is no JSON says to a person: the title of a page, or the start of a text.
fn plain_text(body: &[u8]) -> Option<String> {
    let start = String::from_utf8_lossy(&body[..body.len().min(4096)]);
    let start = start.trim();
    if start.starts_with(['{', '[']) {
        return None;
    }
    let text = if start.starts_with('<') {
        let (_, rest) = start.split_once("<title>")?;
        rest.split_once("</title>")?.0
    } else {
        start
    };
    let words: Vec<&str> = text.split_whitespace().collect();
    let line = shorten(&redact(&words.join(" ")), 200);
    (!line.is_empty()).then_some(line)
}
