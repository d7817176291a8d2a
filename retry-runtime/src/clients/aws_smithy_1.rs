//! The official clients of AWS, including the one of Amazon Bedrock: `SdkError` of
//! [`aws-smithy-runtime-api`](https://docs.rs/aws-smithy-runtime-api/1) 1.
//!
//! `SdkError` is classified by the name of the exception, the status, the headers and the body, as Bedrock means them.
//! Throttling exceptions are throttled; an exhausted quota, an invalid request and denied access are permanent.
//! Exceptions in the events of a stream are known as well.
//!
//! Each operation has its own error type, so an `SdkError` in a `Box<dyn Error>` or `anyhow::Error` is not recognised.
//! An [`ApiError`] is, and `?` turns it into one.
//!
//! # Its own retries
//!
//! By default, the clients make three attempts, so that three attempts become nine. Turn that off with
//! `aws_config::defaults(version).retry_config(RetryConfig::disabled())`.

use std::error::Error;
use std::fmt::Debug;

use ::aws_smithy_runtime_api::client::result::{ConnectorError, SdkError};
use ::aws_smithy_runtime_api::http::Response;
use ::aws_smithy_types::error::ErrorMetadata;
use ::aws_smithy_types::error::metadata::ProvideErrorMetadata;
use ::aws_smithy_types::event_stream::RawMessage;
use http::{HeaderMap, HeaderName, HeaderValue, StatusCode};

use super::{certificate_is_refused, is_unprocessed, sealed::Sealed, with_sources};
use crate::api::{self, ApiError, ErrorKind, Facts, Field, Provider, Reply};
use crate::classify::{Classification, Classify};

/// What the error of a service arrived in: a response, or an event of a stream.
pub trait Raw: Sealed + Debug + 'static {
    #[doc(hidden)]
    fn reply(&self) -> Option<(StatusCode, HeaderMap, &[u8])>;
}

impl Sealed for Response {}

impl Raw for Response {
    fn reply(&self) -> Option<(StatusCode, HeaderMap, &[u8])> {
        let status = StatusCode::from_u16(self.status().as_u16()).ok()?;
        let headers = self.headers().iter().filter_map(|(name, value)| {
            let name = HeaderName::try_from(name).ok()?;
            Some((name, HeaderValue::try_from(value).ok()?))
        });
        Some((
            status,
            headers.collect(),
            self.body().bytes().unwrap_or(&[]),
        ))
    }
}

impl Sealed for RawMessage {}

impl Raw for RawMessage {
    fn reply(&self) -> Option<(StatusCode, HeaderMap, &[u8])> {
        None
    }
}

fn judge<E, R>(error: &SdkError<E, R>) -> ApiError
where
    E: ProvideErrorMetadata + Error + 'static,
    R: Raw,
{
    let (kind, classification) = match error {
        SdkError::ServiceError(service) => {
            let (meta, reply) = (service.err().meta(), service.raw().reply());
            // An answer that is not what the operation answers has no name.
            let is_answer = reply.as_ref().is_some_and(|(it, ..)| it.is_success());
            if !is_answer || meta.code().is_some() {
                return judge_service(meta, reply);
            }
            (ErrorKind::Malformed, Classification::Transient)
        }
        SdkError::ResponseError(response) => {
            if let Some((status, headers, body)) = response.raw().reply() {
                if !status.is_success() {
                    return Reply::new(status, &headers, body)
                        .provider(Provider::Bedrock)
                        .into_error();
                }
            }
            (ErrorKind::Malformed, Classification::Transient)
        }
        SdkError::TimeoutError(_) => (ErrorKind::Timeout, Classification::Transient),
        SdkError::ConstructionFailure(_) => {
            (ErrorKind::InvalidRequest, Classification::permanent())
        }
        SdkError::DispatchFailure(failure) => failure.as_connector_error().map_or(
            (ErrorKind::Connection, Classification::Transient),
            connection,
        ),
        _ => (ErrorKind::Connection, Classification::Transient),
    };
    ApiError::without_reply(kind, classification, &with_sources(error))
        .of_provider(Provider::Bedrock)
}

fn judge_service(error: &ErrorMetadata, reply: Option<(StatusCode, HeaderMap, &[u8])>) -> ApiError {
    let mut facts = Facts::default();
    facts.note(Field::Reason, error.code().unwrap_or_default());
    facts.note(Field::Message, error.message().unwrap_or_default());
    match reply {
        Some((status, headers, body)) => {
            facts.status = Some(status.as_u16());
            api::judge(facts, &headers, Some(Provider::Bedrock)).with_reply(status, body)
        }
        None => api::judge(facts, &HeaderMap::new(), Some(Provider::Bedrock)),
    }
}

fn connection(error: &ConnectorError) -> (ErrorKind, Classification) {
    let kind = if error.is_user() {
        ErrorKind::InvalidRequest
    } else if error.is_timeout() {
        ErrorKind::Timeout
    } else {
        ErrorKind::Connection
    };
    let classification = if error.is_user() || certificate_is_refused(error) {
        Classification::permanent()
    } else if is_unprocessed(error) {
        Classification::Unprocessed
    } else {
        Classification::Transient
    };
    (kind, classification)
}

#[doc(hidden)]
#[diagnostic::do_not_recommend]
impl<E, R> Classify for SdkError<E, R>
where
    E: ProvideErrorMetadata + Error + 'static,
    R: Raw,
{
    fn classify(&self) -> Classification {
        judge(self).classify()
    }
}

#[doc(hidden)]
impl<E, R> From<SdkError<E, R>> for ApiError
where
    E: ProvideErrorMetadata + Error + 'static,
    R: Raw,
{
    fn from(error: SdkError<E, R>) -> Self {
        judge(&error)
    }
}

/// What an exception that is in no model of its service comes down to.
#[doc(hidden)]
#[diagnostic::do_not_recommend]
impl Classify for ErrorMetadata {
    fn classify(&self) -> Classification {
        judge_service(self, None).classify()
    }

    fn as_error(&self) -> Option<&(dyn std::error::Error + 'static)> {
        Some(self)
    }
}

#[doc(hidden)]
#[diagnostic::do_not_recommend]
impl Classify for ConnectorError {
    fn classify(&self) -> Classification {
        connection(self).1
    }

    fn as_error(&self) -> Option<&(dyn std::error::Error + 'static)> {
        Some(self)
    }
}
