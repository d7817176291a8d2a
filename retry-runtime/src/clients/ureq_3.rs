//! [`ureq`](https://docs.rs/ureq/3) 3, for sync functions.
//!
//! `ureq::Error` is classified by what went wrong. A failed or broken connection and a timeout are transient. An
//! untrusted certificate, a request that cannot be sent and an answer of an unexpected shape are permanent. A status
//! decides as in any reply.
//!
//! By default, ureq turns a status of 400 and above into an error without headers and body, and so without the server's
//! delay and the reason: an unpaid bill is then retried like any 429. Turn that off and call
//! [`error_for_api`](ResponseExt::error_for_api):
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
//! [`api_json`](ResponseExt::api_json) also reads the answer, and treats a missing one as an error.
//! [`api_events`](ResponseExt::api_events) reads a streamed answer to its end.
//!
//! # Its own retries
//!
//! ureq does not retry.

use std::io::{Cursor, Read};

use ::ureq::http::{HeaderMap, Response, StatusCode};
use ::ureq::{Body, Error, ResponseExt as _, Timeout};

use serde::de::DeserializeOwned;

use super::sealed::Sealed;
use super::{blocking, certificate_is_refused, head};
use crate::api::{ApiError, BlockingEvents, ErrorKind, Provider, Reply, Start};
use crate::classify::{Classification, Classify};

#[doc(inline)]
pub use super::blocking::ResponseExt;

impl Sealed for Response<Body> {}

impl super::blocking::Known for Response<Body> {
    fn checked(self) -> Result<Self, ApiError> {
        let url = self.get_uri().to_string();
        let (parts, body) = self.into_parts();
        let head = head(parts.status, &parts.headers, &parts.extensions, &url);
        if !parts.status.is_success() {
            return Err(blocking::error(head, body.into_reader()));
        }
        if !Start::may_hold_error(&parts.headers) {
            return Ok(Response::from_parts(parts, body));
        }
        let info = Body::builder()
            .mime_type(body.mime_type().unwrap_or_default())
            .charset(body.charset().unwrap_or_default());
        let mut rest = body.into_reader();
        let start = blocking::start(head, &mut rest, ApiError::from)?;
        let whole = info.reader(Cursor::new(start).chain(rest));
        Ok(Response::from_parts(parts, whole))
    }

    fn json<T: DeserializeOwned>(self) -> Result<T, ApiError> {
        let response = self.checked()?;
        let url = response.get_uri().to_string();
        let (parts, body) = response.into_parts();
        let mut answer = Vec::new();
        body.into_reader().read_to_end(&mut answer)?;
        head(parts.status, &parts.headers, &parts.extensions, &url)
            .with_body(&answer)
            .json()
    }

    fn events(self) -> BlockingEvents {
        let url = self.get_uri().to_string();
        let (parts, body) = self.into_parts();
        let head = head(parts.status, &parts.headers, &parts.extensions, &url);
        let is_success = parts.status.is_success();
        blocking::events(head, is_success, body.into_reader(), ApiError::from)
    }

    fn answered_by(mut self, provider: Provider) -> Self {
        self.extensions_mut().insert(provider);
        self
    }
}

pub(crate) fn judge(error: &Error) -> ApiError {
    use ErrorKind as Kind;
    let (kind, is_transient) = match error {
        Error::HostNotFound | Error::ConnectionFailed | Error::ConnectProxyFailed(_) => {
            return unsent(Kind::Connection, error);
        }
        Error::Timeout(Timeout::Resolve | Timeout::Connect) => {
            return unsent(Kind::Timeout, error);
        }
        Error::Io(io) if io.classify().is_unprocessed() => {
            return unsent(Kind::Connection, error);
        }
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
        Error::Protocol(_) | Error::BodyStalled => (Kind::Connection, true),
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

/// The server never heard of the request.
fn unsent(kind: ErrorKind, error: &Error) -> ApiError {
    ApiError::without_reply(kind, Classification::Unprocessed, &error.to_string())
}

/// The error of ureq that reading a body gives as one of I/O.
pub(crate) fn within(error: &std::io::Error) -> Option<&Error> {
    error.get_ref()?.downcast_ref()
}

#[doc(hidden)]
#[diagnostic::do_not_recommend]
impl Classify for Error {
    fn classify(&self) -> Classification {
        judge(self).classify()
    }

    fn as_error(&self) -> Option<&(dyn std::error::Error + 'static)> {
        Some(self)
    }
}

#[doc(hidden)]
impl From<Error> for ApiError {
    fn from(error: Error) -> Self {
        judge(&error).with_source(error)
    }
}
