use std::time::Duration;

use google_cloud_gax::error::rpc::{Status, StatusDetails};
use google_cloud_gax::error::{CredentialsError, Error};
use retry_attr::api::ErrorKind;
use retry_attr::{ApiError, Classification, Classify, retry};
use test_support::{Answer, Server, nowhere};

use crate::answers::{WAIT, page};
use crate::http;

/// Makes an error of a reply as the clients of Google Cloud do, which share this in a crate that is not public.
async fn send(http: &reqwest::Client, url: &str) -> Result<String, Error> {
    let response = http.get(url).send().await.map_err(|error| {
        if error.is_connect() {
            Error::connect(error)
        } else {
            Error::io(error)
        }
    })?;
    let (status, headers) = (response.status(), response.headers().clone());
    let body = response.bytes().await.map_err(Error::io)?;
    if status.is_success() {
        return Ok(String::from_utf8_lossy(&body).into_owned());
    }
    Err(match Status::try_from(&body) {
        Ok(service) => {
            Error::service_with_http_metadata(service, Some(status.as_u16()), Some(headers))
        }
        Err(_) => Error::http(status.as_u16(), headers, body),
    })
}

#[retry(max = 3, base = "1ms")]
async fn ask(http: &reqwest::Client, url: &str, attempts: &mut u32) -> Result<String, Error> {
    *attempts += 1;
    send(http, url).await
}

fn status(code: u16, name: &str, details: &str) -> Answer {
    let body = format!(
        r#"{{"error":{{"code":{code},"message":"m","status":"{name}","details":[{details}]}}}}"#
    );
    Answer::new(code, body)
}

#[tokio::test]
async fn statuses_mean_what_the_service_means_by_them() {
    let per_day = r#"{"@type":"type.googleapis.com/google.rpc.QuotaFailure","violations":[{"quotaId":"RequestsPerDay","subject":"s","description":"d"}]}"#;
    let wrong_key = r#"{"@type":"type.googleapis.com/google.rpc.ErrorInfo","reason":"API_KEY_INVALID","domain":"d"}"#;
    for (answer, kind, requests) in [
        (
            status(429, "RESOURCE_EXHAUSTED", ""),
            ErrorKind::RateLimit,
            3,
        ),
        (status(503, "UNAVAILABLE", ""), ErrorKind::Overloaded, 3),
        (
            status(429, "RESOURCE_EXHAUSTED", per_day),
            ErrorKind::Quota,
            1,
        ),
        (
            status(400, "INVALID_ARGUMENT", ""),
            ErrorKind::InvalidRequest,
            1,
        ),
        (
            status(400, "INVALID_ARGUMENT", wrong_key),
            ErrorKind::Authentication,
            1,
        ),
        (
            status(403, "PERMISSION_DENIED", ""),
            ErrorKind::Permission,
            1,
        ),
        (page(502), ErrorKind::Server, 3),
        (page(404), ErrorKind::NotFound, 1),
    ] {
        let server = Server::start([answer.clone()]);
        let mut attempts = 0;
        let error = ask(&http(), &server.url, &mut attempts).await.unwrap_err();
        let error = ApiError::from(error);
        assert_eq!((error.kind(), attempts), (kind, requests), "{answer:?}");
    }
    let mut attempts = 0;
    let error = ask(&http(), &nowhere(), &mut attempts).await.unwrap_err();
    let kind = ApiError::from(error).kind();
    assert_eq!((kind, attempts), (ErrorKind::Connection, 3));
}

#[tokio::test]
async fn a_wait_in_the_details_is_obeyed() {
    let details = format!(
        r#"{{"@type":"type.googleapis.com/google.rpc.RetryInfo","retryDelay":"{}s"}}"#,
        WAIT.as_secs_f64()
    );
    let server = Server::start([
        status(429, "RESOURCE_EXHAUSTED", &details),
        Answer::new(200, "42"),
    ]);
    let mut attempts = 0;
    let answer = ask(&http(), &server.url, &mut attempts).await;
    assert_eq!(answer.unwrap(), "42");
    assert!(server.gaps()[0] >= WAIT, "{:?}", server.gaps());
}

#[tokio::test]
async fn a_wait_in_the_headers_is_known() {
    let wait = Duration::from_secs(7);
    let refused = Classification::throttled(Some(wait));
    for (answer, expected) in [
        (status(429, "RESOURCE_EXHAUSTED", ""), refused),
        (page(503), refused.maybe_processed()),
    ] {
        let server = Server::start([answer.header("retry-after", "7")]);
        let error = send(&http(), &server.url).await.unwrap_err();
        assert_eq!(error.classify(), expected);
        let error = ApiError::from(error);
        assert_eq!(error.retry_after(), Some(wait));
        assert!(error.status().is_some());
    }
}

/// As it comes by gRPC, which has no status of HTTP.
#[test]
fn a_code_alone_is_known() {
    use google_cloud_gax::error::rpc::Code;
    let of = |code| {
        let error = ApiError::from(Error::service(Status::default().set_code(code)));
        (error.status(), error.kind())
    };
    assert_eq!(of(Code::Unauthenticated), (None, ErrorKind::Authentication));
    assert_eq!(of(Code::Unavailable), (None, ErrorKind::Overloaded));
    assert_eq!(of(Code::Aborted), (None, ErrorKind::Server));
    assert_eq!(of(Code::DataLoss), (None, ErrorKind::InvalidRequest));
}

/// By gRPC, again.
#[test]
fn a_quota_denies_a_request_before_any_work() {
    use google_cloud_gax::error::rpc::Code;
    let exhausted = |details: serde_json::Value| {
        let details = serde_json::from_value(details).unwrap();
        let status = Status::default().set_code(Code::ResourceExhausted);
        Error::service(status.set_details::<Vec<_>, StatusDetails>(details)).classify()
    };
    let throttled = Classification::throttled(None);
    let failure = serde_json::json!([{"@type": "type.googleapis.com/google.rpc.QuotaFailure"}]);
    assert_eq!(exhausted(failure), throttled);
    let reason = |reason: &str| {
        exhausted(serde_json::json!([
            {"@type": "type.googleapis.com/google.rpc.ErrorInfo", "reason": reason},
        ]))
    };
    assert_eq!(reason("RATE_LIMIT_EXCEEDED"), throttled);
    assert_eq!(reason("SOMETHING_ELSE"), throttled.maybe_processed());
    assert_eq!(
        exhausted(serde_json::json!([])),
        throttled.maybe_processed()
    );
}

#[test]
fn errors_of_the_client_itself_are_classified() {
    let json = || serde_json::from_str::<u8>("[]").unwrap_err();
    let permanent = Classification::permanent();
    let missing = std::io::Error::from(std::io::ErrorKind::NotFound);
    for (error, kind, expected) in [
        (
            Error::timeout("slow"),
            ErrorKind::Timeout,
            Classification::Transient,
        ),
        (
            Error::io("reset"),
            ErrorKind::Connection,
            Classification::Transient,
        ),
        (Error::io(missing), ErrorKind::Connection, permanent),
        (
            Error::connect("no such host"),
            ErrorKind::Connection,
            Classification::Unprocessed,
        ),
        (
            Error::connect("invalid peer certificate: Expired"),
            ErrorKind::Connection,
            permanent,
        ),
        (Error::ser("no"), ErrorKind::InvalidRequest, permanent),
        (Error::deser(json()), ErrorKind::Malformed, permanent),
        (
            Error::authentication(CredentialsError::from_msg(false, "no")),
            ErrorKind::Authentication,
            permanent,
        ),
        (
            Error::authentication(CredentialsError::from_msg(true, "busy")),
            ErrorKind::Authentication,
            Classification::Transient,
        ),
        (
            Error::exhausted(Error::ser("no")),
            ErrorKind::InvalidRequest,
            permanent,
        ),
    ] {
        assert_eq!(error.classify(), expected, "{error}");
        assert!(error.as_error().unwrap().is::<Error>());
        let boxed: Box<dyn std::error::Error> = error.into();
        assert_eq!(boxed.classify(), expected);
        let error = *boxed.downcast::<Error>().unwrap();
        assert_eq!(ApiError::from(error).kind(), kind);
    }
}
