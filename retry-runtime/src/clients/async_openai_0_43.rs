//! [`async-openai`](https://docs.rs/async-openai/0.43) 0.43.
//!
//! `OpenAIError` is classified by the error object, the status, and the delay named in the message, as OpenAI means
//! them. The client drops the headers, and does not tell which provider it was used with. An answer that it could not
//! read, such as a gateway's HTML page, is retried.
//!
//! # Streams
//!
//! Errors of its streams are classified in the same way. The client reports an error object in a stream as
//! `JSONDeserialize`, since it is not a chunk; it is classified by what the object means. A broken connection is
//! transient.
//!
//! A function that returns one of its streams, such as `ChatCompletionResponseStream`, needs the option `stream`.
//!
//! A chat stream that ends without `[DONE]` looks complete, and so does a stream of the Responses API without
//! `response.completed`. `response.failed` and `response.incomplete` are ordinary events there. If that matters, look
//! for a `finish_reason` or for the last event, or read [`Events`](crate::api::Events).
//!
//! # Its own retries
//!
//! By default, the client retries 429 and 5xx three times, so that three attempts become twelve requests. Make it send
//! requests with [`service`], which does not retry and keeps the provider and the headers with the server's delay.
//!
//! ```no_run
//! use async_openai::Client;
//! use async_openai::config::OpenAIConfig;
//! use retry_attr::clients::async_openai::service;
//!
//! let http = reqwest::Client::new();
//! let client = Client::build(http.clone(), OpenAIConfig::new()).with_http_service(service(http));
//! # let _ = client;
//! ```

use std::future::Future;
use std::pin::Pin;
use std::task::{Context, Poll};

use ::async_openai::error::{ApiError as OpenAIObject, OpenAIError, StreamError};
use ::async_openai::middleware::HttpRequestFactory;
use ::reqwest::{Client, Response};
use http::{HeaderMap, StatusCode};

use super::reqwest_0_13::ResponseExt;
use crate::api::{self, ApiError, ErrorKind, Facts, Field, Provider, Reply};
use crate::classify::{Classification, Classify};

/// Sends requests with `http`, without retries, and turns responses that are errors into an [`ApiError`].
///
/// Pass it to `async_openai::Client::with_http_service`. The client returns the [`ApiError`] as `OpenAIError::Boxed`,
/// from which [`ApiError::from`] takes it out again.
#[must_use]
pub const fn service(http: Client) -> Service {
    Service { http }
}

/// The HTTP service of `async_openai::Client` that [`service`] returns.
#[derive(Clone, Debug)]
pub struct Service {
    http: Client,
}

impl tower_service::Service<HttpRequestFactory> for Service {
    type Response = Response;
    type Error = OpenAIError;
    type Future = Pin<Box<dyn Future<Output = Result<Response, OpenAIError>> + Send>>;

    fn poll_ready(&mut self, _: &mut Context<'_>) -> Poll<Result<(), OpenAIError>> {
        Poll::Ready(Ok(()))
    }

    fn call(&mut self, request: HttpRequestFactory) -> Self::Future {
        let http = self.http.clone();
        Box::pin(async move {
            let response = http.execute(request.build().await?).await?;
            let checked = response.error_for_api().await;
            checked.map_err(|error| OpenAIError::Boxed(Box::new(error)))
        })
    }
}

fn judge(error: &OpenAIError) -> ApiError {
    match error {
        OpenAIError::Reqwest(error) => super::reqwest_0_13::judge(error, Provider::Compatible),
        OpenAIError::ApiError(response) => {
            let (status, error) = (response.status_code, &response.api_error);
            // The body of a 5xx comes as the message, whatever it is.
            let is_body =
                status.is_server_error() && error.r#type.is_none() && error.code.is_none();
            if is_body {
                Reply::new(status, &HeaderMap::new(), error.message.as_bytes())
                    .provider(Provider::OpenAi)
                    .into_error()
            } else {
                let facts = facts(status, error);
                api::judge(facts, &HeaderMap::new(), Some(Provider::OpenAi)).with_status(status)
            }
            .of_provider(Provider::Compatible)
        }
        OpenAIError::JSONDeserialize(error, content) => in_content(content).unwrap_or_else(|| {
            // A gateway's page has a title, which says more than that it is no JSON.
            let page =
                Reply::new(StatusCode::OK, &HeaderMap::new(), content.as_bytes()).into_error();
            let text = page
                .message()
                .map_or_else(|| error.to_string(), str::to_owned);
            ApiError::malformed(Classify::classify(error), &text)
        }),
        OpenAIError::StreamError(error) => match &**error {
            StreamError::UnknownEvent(event) => in_content(&event.data).unwrap_or_else(|| {
                ApiError::malformed(Classification::Transient, &error.to_string())
            }),
            StreamError::EventStream(text) => {
                ApiError::without_reply(ErrorKind::Connection, Classification::Transient, text)
            }
        },
        OpenAIError::Boxed(error) => {
            let classification = Classification::of(&**error);
            ApiError::without_reply(ErrorKind::Connection, classification, &error.to_string())
        }
        OpenAIError::FileSaveError(text)
        | OpenAIError::FileReadError(text)
        | OpenAIError::InvalidArgument(text) => {
            ApiError::without_reply(ErrorKind::InvalidRequest, Classification::permanent(), text)
        }
    }
}

fn facts(status: StatusCode, error: &OpenAIObject) -> Facts {
    let mut facts = Facts::of_status(status.as_u16());
    facts.note(Field::Message, &error.message);
    facts.note(Field::Type, error.r#type.as_deref().unwrap_or_default());
    facts.note(Field::Code, error.code.as_deref().unwrap_or_default());
    facts
}

/// The error in what the client could not read, of which it does not say the status.
fn in_content(content: &str) -> Option<ApiError> {
    Reply::new(StatusCode::OK, &HeaderMap::new(), content.as_bytes())
        .provider(Provider::OpenAi)
        .check()
        .err()
        .map(|error| error.of_provider(Provider::Compatible))
}

#[doc(hidden)]
#[diagnostic::do_not_recommend]
impl Classify for OpenAIError {
    fn classify(&self) -> Classification {
        judge(self).classify()
    }

    fn as_error(&self) -> Option<&(dyn std::error::Error + 'static)> {
        Some(self)
    }
}

#[doc(hidden)]
impl From<OpenAIError> for ApiError {
    fn from(error: OpenAIError) -> Self {
        match error {
            OpenAIError::Reqwest(error) => error.into(),
            OpenAIError::Boxed(boxed) => match boxed.downcast::<Self>() {
                Ok(error) => *error,
                Err(boxed) => judge(&OpenAIError::Boxed(boxed)),
            },
            error => judge(&error),
        }
    }
}
