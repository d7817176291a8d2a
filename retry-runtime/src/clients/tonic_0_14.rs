//! [`tonic`](https://docs.rs/tonic/0.14) 0.14, for APIs that speak gRPC.
//!
//! `tonic::Status` is classified by its code, by the details that Google's APIs add (`RetryInfo` names the delay; an
//! exhausted daily quota is permanent), and by `grpc-retry-pushback-ms`, with which a server names a delay or forbids
//! retries.
//!
//! A request was certainly not processed if there was no connection, if HTTP/2 says so (`REFUSED_STREAM`, or a `GOAWAY`
//! that names an earlier stream), or if a quota denied it: `RESOURCE_EXHAUSTED` with `QuotaFailure`, or with the reason
//! `RATE_LIMIT_EXCEEDED` or `RESOURCE_QUOTA_EXCEEDED` of [`google.api.ErrorReason`]. A code alone does not say so.
//!
//! Its [`ApiError`] has no provider, which is unknown, and no status, which belongs to HTTP.
//!
//! # Its own retries
//!
//! tonic reconnects but does not retry. A retry policy in the service config of another gRPC library or of a proxy in
//! between does.
//!
//! [`google.api.ErrorReason`]: https://github.com/googleapis/googleapis/blob/master/google/api/error_reason.proto

use std::error::Error as _;
use std::time::Duration;

use ::tonic::{Code, ConnectError, Status, TimeoutExpired};
use tonic_types::StatusExt;

use super::{find_source, grpc, is_unprocessed};
use crate::api::{self, ApiError, ErrorKind, Facts, Field, Provider};
use crate::classify::{Classification, Classify};

fn judge(status: &Status) -> ApiError {
    if let Some(error) = on_this_side(status) {
        return error;
    }
    let headers = status.metadata().clone().into_headers();
    // Google's APIs say the same in JSON, and give it the same meaning.
    let error = api::judge(facts(status), &headers, Some(Provider::Gemini));
    let error = if is_denied(status) {
        error.unprocessed()
    } else {
        error
    };
    error.of_provider(Provider::Compatible)
}

/// A quota has turned the request away. `RESOURCE_EXHAUSTED` alone does not say that: gRPC sends it for a message that is
/// too large as well, be it the answer.
fn is_denied(status: &Status) -> bool {
    let info = status.get_details_error_info();
    status.code() == Code::ResourceExhausted
        && (status.get_details_quota_failure().is_some()
            || info.is_some_and(|info| grpc::is_denial(&info.reason)))
}

fn facts(status: &Status) -> Facts {
    let (http, name) = grpc::code(status.code().into());
    let mut facts = Facts::of_status(http);
    facts.note(Field::Message, status.message());
    facts.note(Field::Status, name);
    if let Some(info) = status.get_details_error_info() {
        facts.note(Field::Reason, &info.reason);
    }
    if let Some(failure) = status.get_details_quota_failure() {
        for violation in failure.violations {
            facts.note(Field::Limit, &violation.quota_id);
        }
    }
    let named = status.get_details_retry_info();
    let wait = match pushback(status) {
        Some(Pushback::Never) => {
            facts.should_retry = Some(false);
            None
        }
        Some(Pushback::After(wait)) => Some(wait),
        None => named.and_then(|info| info.retry_delay),
    };
    facts.retry_after = wait.filter(|wait| !wait.is_zero());
    facts
}

/// A status that tonic made itself, of a time-out or of a connection that failed: no server has sent a source.
fn on_this_side(status: &Status) -> Option<ApiError> {
    let source = status.source()?;
    let kind = if find_source::<TimeoutExpired>(source).is_some() {
        ErrorKind::Timeout
    } else {
        ErrorKind::Connection
    };
    let is_unprocessed = find_source::<ConnectError>(source).is_some() || is_unprocessed(source);
    let is_of_transport = is_unprocessed
        || matches!(
            status.code(),
            Code::Cancelled | Code::Unknown | Code::Unavailable | Code::DeadlineExceeded
        );
    let mut classification = Classification::of(source);
    if is_unprocessed {
        classification = classification.unprocessed();
    }
    is_of_transport.then(|| ApiError::without_reply(kind, classification, status.message()))
}

enum Pushback {
    After(Duration),
    Never,
}

/// gRFC A6: a number of milliseconds, and anything else forbids a retry.
fn pushback(status: &Status) -> Option<Pushback> {
    let value = status.metadata().get("grpc-retry-pushback-ms")?;
    let millis = value
        .to_str()
        .ok()
        .and_then(|text| text.trim().parse().ok());
    Some(millis.map_or(Pushback::Never, |millis| {
        Pushback::After(Duration::from_millis(millis))
    }))
}

#[doc(hidden)]
#[diagnostic::do_not_recommend]
impl Classify for Status {
    fn classify(&self) -> Classification {
        judge(self).classify()
    }

    fn as_error(&self) -> Option<&(dyn std::error::Error + 'static)> {
        Some(self)
    }
}

#[doc(hidden)]
impl From<Status> for ApiError {
    fn from(status: Status) -> Self {
        judge(&status)
    }
}
