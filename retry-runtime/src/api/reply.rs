//! A reply, as any client gives it, and the start of one that is still arriving.

mod head;

use std::fmt;
use std::io::{Cursor, Read};

use http::{HeaderMap, StatusCode};

use serde::de::DeserializeOwned;
use serde_json::Value;

use super::answer::{NoAnswer, no_answer};
#[cfg(feature = "__http")]
use super::body::LIMIT;
use super::body::{LOOKED_AT, Reader};
use super::error::ApiError;
use super::events::BlockingEvents;
#[cfg(feature = "stream")]
use super::events::Events;
use super::facts::Facts;
#[cfg(feature = "__http")]
use super::judge::text;
use super::judge::{judge, shorten};
use super::kind::ErrorKind;
use super::profile::Field;
use super::provider::Provider;
use super::secrets::redact;
use crate::classify::Classification;
#[cfg(feature = "stream")]
use crate::host::MaybeSend;

pub(crate) use head::Head;

/// A reply of an AI API, from any HTTP client, to be checked for errors.
///
/// # Example
///
/// ```
/// use http::{HeaderMap, StatusCode};
/// use retry_attr::Classify;
/// use retry_attr::api::{ErrorKind, Reply};
///
/// let body = r#"{"error":{"message":"You exceeded your current quota","type":"insufficient_quota","param":null,
///     "code":"insufficient_quota"}}"#;
/// let error = Reply::new(StatusCode::TOO_MANY_REQUESTS, &HeaderMap::new(), body.as_bytes())
///     .url("https://api.openai.com/v1/chat/completions")
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
    /// Creates a reply. Its headers and body may tell which provider it is from.
    ///
    /// The body can be anything. Of JSON, an event stream or lines of JSON, the first value is read. Only the first 64
    /// KiB are examined.
    pub const fn new(status: StatusCode, headers: &'a HeaderMap, body: &'a [u8]) -> Self {
        Self {
            status,
            headers,
            body,
            provider: None,
            host: None,
        }
    }

    /// Sets the provider, so that it is not guessed.
    pub const fn provider(mut self, provider: Provider) -> Self {
        self.provider = Some(provider);
        self
    }

    /// Sets the URL of the request, whose host may tell the provider. The host takes precedence over headers and body.
    pub fn url(mut self, url: &str) -> Self {
        self.host = Provider::from_url(url);
        self
    }

    /// The same reply with the body that has arrived since.
    #[cfg(feature = "__http")]
    pub(crate) const fn with_body<'b>(self, body: &'b [u8]) -> Reply<'b>
    where
        'a: 'b,
    {
        Reply { body, ..self }
    }

    /// Checks whether the reply is an error.
    ///
    /// # Errors
    ///
    /// Returns the [`ApiError`] if the status is not a 2xx, or if the body holds an error object all the same.
    pub fn check(self) -> Result<(), ApiError> {
        self.check_read(Reader::default())
    }

    /// Reads the answer in the reply. `body` must be the whole body.
    ///
    /// A success without an answer is an error. Unless [`check`](Self::check) finds a cause, its kind is
    /// [`NoAnswer`](ErrorKind::NoAnswer) and its code is the reason that the reply names:
    ///
    /// | answer | classification |
    /// |---|---|
    /// | empty, and no reason is named | transient |
    /// | ends in a malformed tool call, or in an error | transient |
    /// | empty, because a policy blocked it (`content_filter`, `refusal`) | permanent |
    /// | empty, because the length limit was reached first | permanent |
    ///
    /// Reasoning alone is not an answer. An answer in an unknown format is accepted, and so is one that breaks off
    /// after it has begun. To check whether an answer is good enough, use `when_ok`.
    ///
    /// # Errors
    ///
    /// Returns the error of [`check`](Self::check), the lack of an answer, or [`Malformed`](ErrorKind::Malformed) if
    /// the body is not a `T`. That is transient if the body is cut off or not JSON, such as a gateway's page, and
    /// permanent if it is JSON of another shape.
    ///
    /// # Example
    ///
    /// ```
    /// use http::{HeaderMap, StatusCode};
    /// use retry_attr::api::{ErrorKind, Reply};
    ///
    /// let headers = HeaderMap::new();
    /// let reply = |body| Reply::new(StatusCode::OK, &headers, body);
    /// let answer: serde_json::Value = reply(br#"{"choices":[{"message":{"content":"42"}}]}"#).json()?;
    /// assert_eq!(answer["choices"][0]["message"]["content"], "42");
    ///
    /// let empty = reply(br#"{"choices":[{"message":{"content":""}}]}"#).json::<serde_json::Value>().unwrap_err();
    /// assert_eq!(empty.kind(), ErrorKind::NoAnswer);
    /// assert!(empty.is_retryable());
    /// # Ok::<(), retry_attr::ApiError>(())
    /// ```
    pub fn json<T: DeserializeOwned>(self) -> Result<T, ApiError> {
        self.check()?;
        let any = serde_json::from_slice::<Value>(self.body);
        if let Some(none) = any.as_ref().ok().and_then(no_answer) {
            return Err(self.without_answer(&none));
        }
        serde_json::from_slice(self.body).map_err(|error| {
            let page =
                plain_text(self.body).filter(|_| self.body.trim_ascii_start().starts_with(b"<"));
            let mut facts = Facts::default();
            facts.note(Field::Message, &page.unwrap_or_else(|| error.to_string()));
            let classification = match any {
                Ok(_) => Classification::permanent(),
                Err(_) => Classification::Transient,
            };
            self.meaning(facts, ErrorKind::Malformed, classification)
        })
    }

    fn without_answer(self, none: &NoAnswer) -> ApiError {
        let mut facts = Facts::default();
        facts.note(Field::Reason, none.reason.as_deref().unwrap_or_default());
        facts.note(Field::Message, "the answer holds nothing that can be used");
        let classification = if none.is_lasting {
            Classification::permanent()
        } else {
            Classification::Transient
        };
        self.meaning(facts, ErrorKind::NoAnswer, classification)
    }

    /// The error of a success that is of no use.
    fn meaning(self, facts: Facts, kind: ErrorKind, classification: Classification) -> ApiError {
        judge(facts, self.headers, self.provider.or(self.host))
            .meaning(kind, classification)
            .with_reply(self.status, self.body)
    }

    /// [`check`](Self::check), where the start of the body has been read.
    fn check_read(self, reader: Reader) -> Result<(), ApiError> {
        if self.status.is_success() && !may_be_error(self.headers, self.body) {
            return Ok(());
        }
        let mut facts = reader.finish(self.body);
        facts.has_no_event |= is_empty_stream(self.headers, self.body);
        if self.status.is_success() && !facts.says_error() && !facts.has_no_event {
            return Ok(());
        }
        Err(self.error(facts))
    }

    /// Reads the events of the reply, whose body continues with the chunks of `rest`.
    ///
    /// Use it for clients without an `api_events` in [`clients`](crate::clients). The chunks can be any type of bytes,
    /// and the errors any type that converts into an [`ApiError`].
    ///
    /// # Example
    ///
    /// ```
    /// # use futures_core::Stream;
    /// use http::{HeaderMap, StatusCode};
    /// use retry_attr::ApiError;
    /// use retry_attr::api::Reply;
    ///
    /// async fn answer(
    ///     status: StatusCode,
    ///     headers: HeaderMap,
    ///     body: impl Stream<Item = std::io::Result<Vec<u8>>> + Send + 'static,
    /// ) -> Result<String, ApiError> {
    ///     let mut events = Reply::new(status, &headers, b"").events(body);
    ///     let mut answer = String::new();
    ///     while let Some(event) = events.next().await {
    ///         answer += &event?.text();
    ///     }
    ///     Ok(answer)
    /// }
    /// ```
    #[cfg(feature = "stream")]
    #[cfg_attr(retry_attr_docs, doc(cfg(feature = "stream")))]
    pub fn events<B, E>(
        self,
        rest: impl futures_core::Stream<Item = Result<B, E>> + MaybeSend + 'static,
    ) -> Events
    where
        B: AsRef<[u8]>,
        E: Into<ApiError>,
    {
        Events::of_stream(self.head(), self.body, rest)
    }

    /// Reads the events of the reply, whose body continues in `rest`, for blocking clients.
    ///
    /// # Example
    ///
    /// ```
    /// use http::{HeaderMap, StatusCode};
    /// use retry_attr::api::Reply;
    ///
    /// let body = "data: {\"choices\":[{\"delta\":{\"content\":\"42\"}}]}\n\ndata: [DONE]\n\n";
    /// let headers = HeaderMap::new();
    /// let events = Reply::new(StatusCode::OK, &headers, b"").read_events(body.as_bytes());
    /// assert_eq!(events.text()?, "42");
    /// # Ok::<(), retry_attr::ApiError>(())
    /// ```
    pub fn read_events(self, rest: impl Read + Send + 'static) -> BlockingEvents {
        let whole = Cursor::new(self.body.to_vec()).chain(rest);
        BlockingEvents::of_reader(self.head(), whole)
    }

    pub(super) const fn is_success(&self) -> bool {
        self.status.as_u16() / 100 == 2
    }

    /// Turns the reply into an error, whatever its status.
    #[must_use]
    pub fn into_error(self) -> ApiError {
        self.error(Facts::read(self.body))
    }

    /// [`into_error`](Self::into_error), where the body has been read.
    pub(super) fn error(self, mut facts: Facts) -> ApiError {
        facts.has_no_event |= is_empty_stream(self.headers, self.body);
        facts.has_no_event &= self.status.is_success();
        if !self.status.is_success() || facts.status.is_none() {
            facts.status = Some(self.status.as_u16());
        }
        if facts.message.is_none() {
            facts.page = plain_text(self.body);
        }
        judge(facts, self.headers, self.provider.or(self.host)).with_reply(self.status, self.body)
    }
}

/// A successful reply of which the body is still arriving.
#[cfg(feature = "__http")]
#[derive(Default)]
pub(crate) struct Start {
    body: Vec<u8>,
    reader: Reader,
}

#[cfg(feature = "__http")]
impl Start {
    /// So much of the body of an error is read.
    pub(crate) const LIMIT: usize = LIMIT;

    /// Whether a successful reply is of a type in which providers put errors, or says not of which. A gateway that fails
    /// may answer with plain text, whatever stands in it.
    pub(crate) fn may_hold_error(headers: &HeaderMap) -> bool {
        let types = ["json", "event-stream", "text/plain"];
        text(headers, "content-type").is_none_or(|it| types.iter().any(|one| it.contains(one)))
    }

    /// Adds what has arrived.
    pub(crate) fn push(&mut self, bytes: &[u8]) {
        self.body.extend_from_slice(bytes);
        self.reader.read(&self.body);
    }

    /// Whether it is known if the reply is an error, or no more is looked at.
    pub(crate) fn is_enough(&self) -> bool {
        self.reader.is_decided() || self.body.len() >= LOOKED_AT
    }

    /// All that has arrived. `reply` has no body.
    ///
    /// # Errors
    ///
    /// The [`ApiError`], if the reply is one.
    pub(crate) fn check(self, reply: Reply<'_>) -> Result<Vec<u8>, ApiError> {
        reply.with_body(&self.body).check_read(self.reader)?;
        Ok(self.body)
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

/// What stands behind a quotation mark in a successful reply without an answer, beside the word `error`.
const SIGNS: [&[u8]; 4] = [b"ERROR", b"base_resp", b"blockReason", b"finishReason"];

/// Whether a successful reply is worth reading.
fn may_be_error(headers: &HeaderMap, body: &[u8]) -> bool {
    let start = &body[..body.len().min(LOOKED_AT)];
    let holds = |part: &[u8]| start.windows(part.len()).any(|window| window == part);
    let is_sign = |rest: &[u8]| SIGNS.iter().any(|it| rest.starts_with(it));
    holds(b"error")
        || start.split(|byte| *byte == b'"').any(is_sign)
        || is_empty_stream(headers, body)
        || !start.trim_ascii().is_empty() && !holds(b"data:") && !holds(b"{")
}

/// Whether it calls itself an event stream, and nothing came.
fn is_empty_stream(headers: &HeaderMap, body: &[u8]) -> bool {
    body.trim_ascii().is_empty()
        && super::judge::text(headers, "content-type").is_some_and(|it| it.contains("event-stream"))
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
