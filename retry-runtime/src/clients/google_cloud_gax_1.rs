//! [`google-cloud-gax`](https://docs.rs/google-cloud-gax/1) 1, on which the official clients of Google Cloud are built,
//! including the one of Vertex AI.
//!
//! `google_cloud_gax::error::Error` is classified by the reply that it holds: the status of the service with its
//! details (`RetryInfo` names the delay; an exhausted daily quota is permanent), or the answer of a proxy in between.
//! What the client rejects before it sends a request is permanent, except for credentials that may be available later.
//!
//! Its [`ApiError`] has no provider, since it may come from any service of Google Cloud.
//!
//! # Its own retries
//!
//! A client retries as `with_retry_policy` says, for all requests or for a single one. Leave it out, or set it to
//! `google_cloud_gax::retry_policy::NeverRetry`.

use std::error::Error as StdError;

use ::google_cloud_gax::error::rpc::{Code, Status, StatusDetails};
use ::google_cloud_gax::error::{CredentialsError, Error};
use http::{HeaderMap, StatusCode};

use super::{certificate_is_refused, find_source, grpc, is_unprocessed, with_sources};
use crate::api::{self, ApiError, ErrorKind, Facts, Provider, Reply};
use crate::classify::{Classification, Classify};

fn judge(error: &Error) -> ApiError {
    let status = error
        .http_status_code()
        .and_then(|status| StatusCode::from_u16(status).ok());
    let none = HeaderMap::new();
    let headers = error.http_headers().unwrap_or(&none);
    let judged = match (error.status(), status) {
        (Some(service), status) => {
            let judged = api::judge(facts(service, status), headers, Some(Provider::Gemini));
            match status {
                Some(status) => judged.with_status(status),
                None if is_denied(service) => judged.unprocessed(),
                None => judged,
            }
        }
        (None, Some(status)) => {
            let body = error.http_payload().map_or(&[][..], |body| body);
            Reply::new(status, headers, body)
                .provider(Provider::Gemini)
                .into_error()
        }
        (None, None) => return without_reply(error),
    };
    judged.of_provider(Provider::Compatible)
}

/// A quota has turned the request away, which comes by gRPC: the code alone does not say that.
fn is_denied(service: &Status) -> bool {
    service.code == Code::ResourceExhausted
        && service.details.iter().any(|detail| match detail {
            StatusDetails::QuotaFailure(_) => true,
            StatusDetails::ErrorInfo(info) => grpc::is_denial(&info.reason),
            _ => false,
        })
}

/// As the service writes it in JSON.
fn facts(service: &Status, status: Option<StatusCode>) -> Facts {
    let (http, name) = grpc::code(service.code as i32);
    let mut facts = Facts::of_json(&serde_json::json!({
        "error": {
            "message": service.message,
            "status": name,
            "details": serde_json::to_value(&service.details).unwrap_or_default(),
        }
    }));
    facts.status = Some(status.map_or(http, |it| it.as_u16()));
    facts
}

fn without_reply(error: &Error) -> ApiError {
    let source = error.source();
    // A loop of the client's own has given up on it.
    if let Some(last) = source.and_then(find_source::<Error>) {
        return judge(last);
    }
    let of_sources = source.map_or(Classification::Transient, Classification::of);
    let (kind, classification) = if error.is_timeout() {
        (ErrorKind::Timeout, Classification::Transient)
    } else if error.is_authentication() {
        let credentials = source.and_then(find_source::<CredentialsError>);
        let is_transient = credentials.is_some_and(CredentialsError::is_transient);
        let classification = if is_transient {
            Classification::Transient
        } else {
            Classification::permanent()
        };
        (ErrorKind::Authentication, classification)
    } else if error.is_serialization() || error.is_binding() {
        (ErrorKind::InvalidRequest, Classification::permanent())
    } else if error.is_deserialization() {
        (ErrorKind::Malformed, of_sources)
    } else if source.is_some_and(certificate_is_refused) {
        (ErrorKind::Connection, Classification::permanent())
    } else if error.is_connect() || source.is_some_and(is_unprocessed) {
        (ErrorKind::Connection, of_sources.unprocessed())
    } else {
        (ErrorKind::Connection, of_sources)
    };
    ApiError::without_reply(kind, classification, &with_sources(error))
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
        judge(&error)
    }
}
