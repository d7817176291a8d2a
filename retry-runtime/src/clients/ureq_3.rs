//! [`ureq`](https://docs.rs/ureq/3) 3, for sync functions.
//!
//! `ureq::Error` is classified by what went wrong: a failed or broken connection and a time-out are transient; a
//! certificate that is not trusted, a request that cannot be sent and an answer of another shape than was expected are
//! permanent; a status decides as in any reply.
//!
//! By default ureq makes a status of 400 and above an error that has neither headers nor body, and with them neither
//! the wait nor the reason: a bill that is unpaid is then retried like any 429. Turn that off, and let [`ResponseExt`]
//! do it:
//!
//! ```
//! use retry_attr::clients::ureq::ResponseExt;
//! use retry_attr::{ApiError, policies, retry};
//!
//! #[retry(policy = policies::AI)]
//! fn ask(http: &ureq::Agent, prompt: &str) -> Result<String, ApiError> {
//!     let response = http.post("https://api.openai.com/v1/responses").send(prompt)?;
//!     Ok(response.error_for_api()?.body_mut().read_to_string()?)
//! }
//!
//! let http: ureq::Agent = ureq::Agent::config_builder().http_status_as_error(false).build().into();
//! # let _ = (http, ask);
//! ```
//!
//! # Its own retries
//!
//! ureq does not retry.

use std::io::{Cursor, Read};

use ::ureq::http::{HeaderMap, Response, StatusCode};
use ::ureq::{Body, Error, ResponseExt as _};

use super::certificate_is_refused;
use super::sealed::Sealed;
use crate::api::{ApiError, ErrorKind, Reply, Start};
use crate::classify::{Classification, Classify};

/// Turns a response that is an error into an [`ApiError`].
pub trait ResponseExt: Sealed + Sized {
    /// The response, unless it is an error: by its status, or by an error object at the start of its body.
    ///
    /// A response of the 200s whose type is JSON or an event stream is read until it tells: the whole of an object, or
    /// its first 64 KiB; the first element of a list; the first event of a stream, announcements such as `ping` and
    /// `response.created` aside. What was read is handed on untouched. Of the body of an error, up to 64 KiB are read.
    ///
    /// # Errors
    ///
    /// The [`ApiError`] that the response is, or that of a connection that broke before it was known.
    fn error_for_api(self) -> Result<Self, ApiError>;
}

impl Sealed for Response<Body> {}

impl ResponseExt for Response<Body> {
    fn error_for_api(mut self) -> Result<Self, ApiError> {
        let url = self.get_uri().to_string();
        let limit = Start::LIMIT as u64;
        if !self.status().is_success() {
            let mut body = Vec::new();
            // A body that breaks off is worth what there is of it.
            let _ = self
                .body_mut()
                .as_reader()
                .take(limit)
                .read_to_end(&mut body);
            let reply = Reply::new(self.status(), self.headers(), &body);
            return Err(reply.url(&url).into_error());
        }
        if !Start::may_hold_error(self.headers()) {
            return Ok(self);
        }
        let (parts, body) = self.into_parts();
        let info = Body::builder()
            .mime_type(body.mime_type().unwrap_or_default())
            .charset(body.charset().unwrap_or_default());
        let mut rest = body.into_reader();
        let mut start = Start::default();
        let mut chunk = [0; 8 * 1024];
        while !start.is_enough() {
            match rest.read(&mut chunk)? {
                0 => break,
                read => start.push(&chunk[..read]),
            }
        }
        let start = start.check(parts.status, &parts.headers, &url)?;
        let whole = info.reader(Cursor::new(start).chain(rest));
        Ok(Response::from_parts(parts, whole))
    }
}

pub(crate) fn judge(error: &Error) -> ApiError {
    use ErrorKind as Kind;
    let (kind, is_transient) = match error {
        Error::StatusCode(status) => {
            let status = StatusCode::from_u16(*status).unwrap_or_default();
            return Reply::new(status, &HeaderMap::new(), b"").into_error();
        }
        Error::Io(io) => {
            let is_transient = io.classify().is_retryable() && !certificate_is_refused(io);
            let is_timeout = io.kind() == std::io::ErrorKind::TimedOut;
            let kind = if is_timeout {
                Kind::Timeout
            } else {
                Kind::Connection
            };
            (kind, is_transient)
        }
        Error::Timeout(_) => (Kind::Timeout, true),
        Error::HostNotFound
        | Error::ConnectionFailed
        | Error::ConnectProxyFailed(_)
        | Error::Protocol(_)
        | Error::BodyStalled => (Kind::Connection, true),
        // A wrong certificate or a server without TLS stays so.
        Error::Tls(_) | Error::TlsRequired => (Kind::Connection, false),
        Error::Other(other) => {
            let is_transient = Classification::of(&**other).is_retryable();
            (Kind::Connection, is_transient)
        }
        Error::Http(_)
        | Error::BadUri(_)
        | Error::RedirectFailed
        | Error::TooManyRedirects
        | Error::InvalidProxyUrl
        | Error::BodyExceedsLimit(_)
        | Error::RequireHttpsOnly(_)
        | Error::LargeResponseHeader(..) => (Kind::InvalidRequest, false),
        // The connection broke while the answer was read, or it took too long, which only the text tells.
        Error::Json(json) if json.is_io() => {
            let is_timeout = json.to_string().contains("timeout: ");
            (
                if is_timeout {
                    Kind::Timeout
                } else {
                    Kind::Connection
                },
                true,
            )
        }
        Error::Json(json) => (Kind::Malformed, Classify::classify(json).is_retryable()),
        // What ureq has with features that are the user's: TLS, cookies, compression, character sets.
        other => (Kind::Connection, !certificate_is_refused(other)),
    };
    let classification = if is_transient {
        Classification::Transient
    } else {
        Classification::permanent()
    };
    ApiError::without_reply(kind, classification, &error.to_string())
}

/// The error of ureq that reading a body gives as one of I/O.
pub(crate) fn within(error: &std::io::Error) -> Option<&Error> {
    error.get_ref()?.downcast_ref()
}

#[cfg_attr(retry_attr_docs, doc(cfg(feature = "ureq-3")))]
#[diagnostic::do_not_recommend]
impl Classify for Error {
    fn classify(&self) -> Classification {
        judge(self).classify()
    }
}

#[cfg_attr(retry_attr_docs, doc(cfg(feature = "ureq-3")))]
impl From<Error> for ApiError {
    fn from(error: Error) -> Self {
        judge(&error).with_source(error)
    }
}
