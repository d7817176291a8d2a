//! What all versions of `reqwest` have in common, which is all but the names of their types.

#[cfg(all(feature = "__blocking", not(target_arch = "wasm32")))]
pub(super) mod blocking;
#[cfg(not(target_arch = "wasm32"))]
mod body;
#[cfg(any(feature = "reqwest-middleware-0_4", feature = "reqwest-middleware-0_5"))]
pub(super) mod middleware;
#[cfg(not(target_arch = "wasm32"))]
mod patience;
#[cfg(target_arch = "wasm32")]
mod web;

use std::error::Error;
use std::future::Future;

use http::StatusCode;
use serde::de::DeserializeOwned;

use super::sealed::Sealed;
use super::{certificate_is_refused, find_source, is_unprocessed, with_sources};
#[cfg(not(target_arch = "wasm32"))]
use crate::api::Events;
use crate::api::{ApiError, ErrorKind, Provider, Reply};
use crate::classify::{Classification, Classify};
use crate::host::MaybeSend;

#[cfg(not(target_arch = "wasm32"))]
pub(super) use body::{Frames, Whole, error, start};
#[cfg(target_arch = "wasm32")]
pub(super) use web::error;

/// Adds methods to responses that turn an error of an AI API into an [`ApiError`].
pub trait ResponseExt: Known {
    /// Returns the response unless it is an error, by its status or by an error object at the start of its body.
    ///
    /// For a 2xx response whose content type is JSON, an event stream, plain text or missing, this waits for the start
    /// of the body and passes it on untouched. An error in place of the first event of a stream is therefore still an
    /// error of the call, and is retried like one. The first event ends at a blank line; announcements such as `ping`
    /// and `response.created` are skipped. At most 512 KiB are read.
    ///
    /// Of the body of an error, up to 64 KiB are read, for at most 2 s. After that, the error is judged by its status,
    /// its headers and what has arrived. On wasm32, a body that has not arrived completely by then is ignored, and the
    /// body of a success is not examined.
    ///
    /// # Errors
    ///
    /// Returns the [`ApiError`] that the response is, or that of a connection that broke before this was known.
    fn error_for_api(self) -> impl Future<Output = Result<Self, ApiError>> + MaybeSend;

    /// Reads the answer in the body. A response that is an error or holds no answer is an error.
    ///
    /// Combines [`error_for_api`](Self::error_for_api) and [`Reply::json`]. Reading the body may take as long as the
    /// client's own timeouts allow. To check whether an answer is good enough, use `when_ok`.
    ///
    /// # Errors
    ///
    /// Returns the [`ApiError`] that the response is, that of a connection that broke, or that of [`Reply::json`].
    fn api_json<T: DeserializeOwned>(self)
    -> impl Future<Output = Result<T, ApiError>> + MaybeSend;

    /// Reads the events of a streamed answer; see [`Events`].
    ///
    /// If the response is an error, that is the first item. Call [`error_for_api`](Self::error_for_api) first to get it
    /// as an error of the call instead, together with an error in place of the first event.
    #[cfg(not(target_arch = "wasm32"))]
    fn api_events(self) -> Events;

    /// Sets the provider, for responses whose host does not tell it, such as a gateway's. It is kept in the response's
    /// extensions.
    #[cfg(not(target_arch = "wasm32"))]
    #[must_use]
    fn of_provider(self, provider: Provider) -> Self;
}

/// A response of a version whose feature is enabled. There is one `impl` of [`ResponseExt`] for all of them, so that the
/// compiler reports this message for any other.
#[diagnostic::on_unimplemented(
    message = "no enabled feature of `retry-attr` covers the client version of this `{Self}`",
    label = "not available for this client version",
    note = "enable the feature for your version of the client, such as `reqwest-0_12` or `reqwest-0_13`",
    note = "do not use `error_for_status` instead: it drops the headers and the body, which say why the request failed and \
            how long to wait"
)]
pub trait Known: Sealed + Sized {
    fn checked(self) -> impl Future<Output = Result<Self, ApiError>> + MaybeSend;
    fn json<T: DeserializeOwned>(self) -> impl Future<Output = Result<T, ApiError>> + MaybeSend;
    #[cfg(not(target_arch = "wasm32"))]
    fn events(self) -> Events;
    #[cfg(not(target_arch = "wasm32"))]
    #[must_use]
    fn answered_by(self, provider: Provider) -> Self;
}

impl<R: Known> ResponseExt for R {
    fn error_for_api(self) -> impl Future<Output = Result<Self, ApiError>> + MaybeSend {
        self.checked()
    }

    fn api_json<T: DeserializeOwned>(
        self,
    ) -> impl Future<Output = Result<T, ApiError>> + MaybeSend {
        Known::json(self)
    }

    #[cfg(not(target_arch = "wasm32"))]
    fn api_events(self) -> Events {
        self.events()
    }

    #[cfg(not(target_arch = "wasm32"))]
    fn of_provider(self, provider: Provider) -> Self {
        self.answered_by(provider)
    }
}

/// What an error of the client tells by methods.
pub(super) struct Told {
    pub(super) status: Option<StatusCode>,
    /// A request that cannot be built, or is sent from one place to the next without end.
    pub(super) is_wrong: bool,
    pub(super) is_timeout: bool,
    /// There was never a connection.
    pub(super) is_unsent: bool,
}

pub(super) fn judge(error: &(dyn Error + 'static), told: &Told, provider: Provider) -> ApiError {
    if let Some(status) = told.status {
        return Reply::new(status, &http::HeaderMap::new(), b"")
            .provider(provider)
            .into_error();
    }
    let json = find_source::<serde_json::Error>(error);
    let kind = if told.is_wrong {
        ErrorKind::InvalidRequest
    } else if told.is_timeout {
        ErrorKind::Timeout
    } else if json.is_some() {
        ErrorKind::Malformed
    } else {
        ErrorKind::Connection
    };
    // The text of the error itself holds the URL, which may hold any word.
    let is_refused = error.source().is_some_and(certificate_is_refused);
    let classification = if told.is_wrong || is_refused {
        Classification::permanent()
    } else if told.is_unsent || is_unprocessed(error) {
        Classification::Unprocessed
    } else {
        // JSON of another shape than was expected is permanent.
        json.map_or(Classification::Transient, Classify::classify)
    };
    ApiError::without_reply(kind, classification, &with_sources(error)).of_provider(provider)
}

/// The same for one version: `any_reqwest!(its crate)`.
macro_rules! any_reqwest {
    ($reqwest:ident) => {
        use serde::de::DeserializeOwned;

        use super::{any_reqwest, head};
        use crate::api::{ApiError, Provider};
        use crate::classify::{Classification, Classify};

        #[doc(inline)]
        pub use super::any_reqwest::ResponseExt;

        impl super::sealed::Sealed for ::$reqwest::Response {}

        #[cfg(not(target_arch = "wasm32"))]
        impl any_reqwest::Known for ::$reqwest::Response {
            async fn checked(self) -> Result<Self, ApiError> {
                use ::$reqwest::{Body, ResponseBuilderExt};

                use crate::api::Start;

                let is_success = self.status().is_success();
                if is_success && !Start::may_hold_error(self.headers()) {
                    return Ok(self);
                }
                let url = self.url().clone();
                let (mut parts, mut body) = http::Response::<Body>::from(self).into_parts();
                let head = head(
                    parts.status,
                    &parts.headers,
                    &parts.extensions,
                    url.as_str(),
                );
                if !is_success {
                    return Err(any_reqwest::error(head, &mut body).await);
                }
                let start = any_reqwest::start(head, &mut body).await?;
                let carrier = http::Response::builder().url(url).body(());
                let (carrier, ()) = carrier.unwrap_or_default().into_parts();
                parts.extensions.extend(carrier.extensions);
                let whole = any_reqwest::Whole {
                    start: Some(start.into()),
                    rest: body,
                };
                Ok(http::Response::from_parts(parts, Body::wrap(whole)).into())
            }

            async fn json<T: DeserializeOwned>(self) -> Result<T, ApiError> {
                let mut response = self.checked().await?;
                let (status, url) = (response.status(), response.url().clone());
                let headers = std::mem::take(response.headers_mut());
                let extensions = std::mem::take(response.extensions_mut());
                let body = response.bytes().await?;
                head(status, &headers, &extensions, url.as_str())
                    .with_body(&body)
                    .json()
            }

            fn events(self) -> crate::api::Events {
                use ::$reqwest::Body;

                use crate::api::Events;

                let url = self.url().clone();
                let (parts, mut body) = http::Response::<Body>::from(self).into_parts();
                let reply = head(
                    parts.status,
                    &parts.headers,
                    &parts.extensions,
                    url.as_str(),
                );
                if parts.status.is_success() {
                    return Events::new(reply.head(), any_reqwest::Frames(body));
                }
                let kept = reply.head();
                Events::failed(reply.head(), async move {
                    any_reqwest::error(kept.with_body(b""), &mut body).await
                })
            }

            fn answered_by(mut self, provider: Provider) -> Self {
                self.extensions_mut().insert(provider);
                self
            }
        }

        #[cfg(target_arch = "wasm32")]
        impl any_reqwest::Known for ::$reqwest::Response {
            async fn checked(mut self) -> Result<Self, ApiError> {
                if self.status().is_success() {
                    return Ok(self);
                }
                let (status, url) = (self.status(), self.url().clone());
                let headers = std::mem::take(self.headers_mut());
                let head = head(status, &headers, &http::Extensions::new(), url.as_str());
                Err(any_reqwest::error(head, self.bytes()).await)
            }

            async fn json<T: DeserializeOwned>(self) -> Result<T, ApiError> {
                let mut response = self.checked().await?;
                let (status, url) = (response.status(), response.url().clone());
                let headers = std::mem::take(response.headers_mut());
                let body = response.bytes().await?;
                head(status, &headers, &http::Extensions::new(), url.as_str())
                    .with_body(&body)
                    .json()
            }
        }

        #[allow(dead_code)] // not every version is below another client
        pub(super) fn judge(error: &::$reqwest::Error, provider: Provider) -> ApiError {
            let told = any_reqwest::Told {
                status: error.status(),
                is_wrong: error.is_builder() || error.is_redirect(),
                is_timeout: error.is_timeout(),
                #[cfg(not(target_arch = "wasm32"))]
                is_unsent: error.is_connect(),
                #[cfg(target_arch = "wasm32")]
                is_unsent: false,
            };
            any_reqwest::judge(error, &told, provider)
        }

        fn provider(error: &::$reqwest::Error) -> Provider {
            let provider = error.url().and_then(|url| Provider::from_url(url.as_str()));
            provider.unwrap_or_default()
        }

        #[doc(hidden)]
        #[diagnostic::do_not_recommend]
        impl Classify for ::$reqwest::Error {
            fn classify(&self) -> Classification {
                judge(self, provider(self)).classify()
            }

            fn as_error(&self) -> Option<&(dyn std::error::Error + 'static)> {
                Some(self)
            }
        }

        #[doc(hidden)]
        impl From<::$reqwest::Error> for ApiError {
            fn from(error: ::$reqwest::Error) -> Self {
                let provider = provider(&error);
                // The URL may hold a key, and says no more than the caller knows.
                let error = error.without_url();
                judge(&error, provider).with_source(error)
            }
        }
    };
}
pub(super) use any_reqwest;
