//! [`reqwest`](https://docs.rs/reqwest/0.13) 0.13.
//!
//! `reqwest::Error` is classified by what went wrong: a failed or broken connection, a time-out, a status of
//! [`error_for_status`] and an answer that breaks off are transient as the case may be; a certificate that is not
//! trusted, a request that cannot be built and an answer of another shape than was expected are permanent.
//!
//! [`error_for_status`] drops the headers and the body, and with them the wait and the reason. [`ResponseExt`] has the
//! method to call instead:
//!
//! ```
//! use retry_attr::clients::reqwest::ResponseExt;
//! use retry_attr::{ApiError, policies, retry};
//!
//! #[retry(policy = policies::AI)]
//! async fn ask(http: &reqwest::Client, prompt: &str) -> Result<String, ApiError> {
//!     let request = http.post("https://api.openai.com/v1/responses").body(prompt.to_owned());
//!     Ok(request.send().await?.error_for_api().await?.text().await?)
//! }
//! ```
//!
//! # Its own retries
//!
//! By itself reqwest repeats only requests that an HTTP/2 server refused before it looked at them, which does no harm.
//! `ClientBuilder::retry` adds others: leave it out, or set it to `reqwest::retry::never()`.
//!
//! [`error_for_status`]: https://docs.rs/reqwest/0.13/reqwest/struct.Response.html#method.error_for_status

use std::error::Error as _;
use std::future::{Future, poll_fn};
use std::pin::Pin;
use std::task::{Context, Poll};

use ::reqwest::{Body, Error, Response, ResponseBuilderExt};
use bytes::Bytes;
use http::HeaderMap;
use http_body::{Body as HttpBody, Frame, SizeHint};

use super::sealed::Sealed;
use super::{certificate_is_refused, find_source, with_sources};
use crate::api::{ApiError, ErrorKind, Provider, Reply, Start};
use crate::classify::{Classification, Classify};

/// Turns a response that is an error into an [`ApiError`].
pub trait ResponseExt: Sealed + Sized {
    /// The response, unless it is an error: by its status, or by an error object at the start of its body.
    ///
    /// A response of the 200s whose type is JSON or an event stream is awaited until its body begins, which is handed
    /// on untouched: so an error that comes in place of the first event of a stream is still an error of the call, and
    /// retried as such. Of the body of an error, up to 64 KiB are read.
    ///
    /// # Errors
    ///
    /// The [`ApiError`] that the response is, or that of a connection that broke before it was known.
    fn error_for_api(self) -> impl Future<Output = Result<Self, ApiError>> + Send;
}

impl Sealed for Response {}

impl ResponseExt for Response {
    async fn error_for_api(self) -> Result<Self, ApiError> {
        if !self.status().is_success() {
            return Err(error_of(self).await);
        }
        if !Start::may_hold_error(self.headers()) {
            return Ok(self);
        }
        let url = self.url().clone();
        let (mut parts, mut body) = http::Response::<Body>::from(self).into_parts();
        let mut start = Start::default();
        while !start.is_enough() {
            match poll_fn(|context| Pin::new(&mut body).poll_frame(context)).await {
                Some(frame) => {
                    if let Ok(data) = frame?.into_data() {
                        start.push(&data);
                    }
                }
                None => break,
            }
        }
        let start = start.check(parts.status, &parts.headers, url.as_str())?;
        let (carrier, ()) = http::Response::builder()
            .url(url)
            .body(())
            .unwrap_or_default()
            .into_parts();
        parts.extensions.extend(carrier.extensions);
        let whole = Body::wrap(Whole {
            start: Some(start.into()),
            rest: body,
        });
        Ok(http::Response::from_parts(parts, whole).into())
    }
}

async fn error_of(mut response: Response) -> ApiError {
    let mut body = Vec::new();
    // A body that breaks off is worth what there is of it.
    while let Ok(Some(chunk)) = response.chunk().await {
        body.extend_from_slice(&chunk);
        if body.len() >= Start::LIMIT {
            break;
        }
    }
    Reply::new(response.status(), response.headers(), &body)
        .url(response.url().as_str())
        .into_error()
}

/// A body of which the start has been read.
struct Whole {
    start: Option<Bytes>,
    rest: Body,
}

impl HttpBody for Whole {
    type Data = Bytes;
    type Error = Error;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, Error>>> {
        match self.start.take() {
            Some(start) if !start.is_empty() => Poll::Ready(Some(Ok(Frame::data(start)))),
            _ => Pin::new(&mut self.rest).poll_frame(context),
        }
    }

    fn is_end_stream(&self) -> bool {
        self.start.is_none() && self.rest.is_end_stream()
    }

    fn size_hint(&self) -> SizeHint {
        let start = self.start.as_ref().map_or(0, Bytes::len) as u64;
        let rest = self.rest.size_hint();
        let mut whole = SizeHint::new();
        whole.set_lower(rest.lower().saturating_add(start));
        if let Some(upper) = rest.upper() {
            whole.set_upper(upper.saturating_add(start));
        }
        whole
    }
}

pub(super) fn judge(error: &Error, provider: Provider) -> ApiError {
    if let Some(status) = error.status() {
        return Reply::new(status, &HeaderMap::new(), b"")
            .provider(provider)
            .into_error();
    }
    let json = find_source::<serde_json::Error>(error);
    let is_wrong = error.is_builder() || error.is_redirect();
    let kind = if is_wrong {
        ErrorKind::InvalidRequest
    } else if error.is_timeout() {
        ErrorKind::Timeout
    } else if json.is_some() {
        ErrorKind::Malformed
    } else {
        ErrorKind::Connection
    };
    // The text of the error itself holds the URL, which may hold any word.
    let is_refused = error.source().is_some_and(certificate_is_refused);
    let classification = if is_wrong || is_refused {
        Classification::permanent()
    } else {
        // JSON of another shape than was expected is permanent.
        json.map_or(Classification::Transient, Classify::classify)
    };
    ApiError::without_reply(kind, classification, &with_sources(error)).of_provider(provider)
}

fn provider(error: &Error) -> Provider {
    let provider = error.url().and_then(|url| Provider::from_url(url.as_str()));
    provider.unwrap_or_default()
}

#[cfg_attr(retry_attr_docs, doc(cfg(feature = "reqwest-0_13")))]
#[diagnostic::do_not_recommend]
impl Classify for Error {
    fn classify(&self) -> Classification {
        judge(self, provider(self)).classify()
    }
}

#[cfg_attr(retry_attr_docs, doc(cfg(feature = "reqwest-0_13")))]
impl From<Error> for ApiError {
    fn from(error: Error) -> Self {
        let provider = provider(&error);
        // The URL may hold a key, and says no more than the caller knows.
        let error = error.without_url();
        judge(&error, provider).with_source(error)
    }
}
