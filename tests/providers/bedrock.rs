use retry_attr::Classification;
use retry_attr::api::ErrorKind::{
    ContextTooLong, InvalidRequest, NotFound, Overloaded, Permission, Quota, RateLimit, Server,
    Timeout,
};
use retry_attr::api::{ErrorKind, Provider};

use crate::{PERMANENT, Row, Service, THROTTLED, TRANSIENT, after, row};

pub(crate) const SERVICE: Service = Service {
    provider: Provider::Bedrock,
    url: "https://bedrock-runtime.us-east-1.amazonaws.com/model/m/converse",
    signs: &[("x-amzn-requestid", "3f2b8c1e-9d4a-4f6b-8e2a-1c9d7b5a3e0f")],
    rows,
};

#[test]
fn every_row() {
    SERVICE.judge_rows();
}

const UNNAMED: &str = r#"{"message":"It failed."}"#;

/// In the body, with what botocore cuts.
fn named(name: &str) -> String {
    format!(
        r#"{{"__type":"com.amazon.coral.service#{name}:http://internal.amazon.com/coral/","message":"It failed."}}"#
    )
}

fn code(name: &str) -> String {
    format!(r#"{{"code":"{name}","message":"It failed."}}"#)
}

/// The exception in the body, and in the header beside a body that does not name it.
fn both(
    status: u16,
    header: crate::Header,
    classification: Classification,
    kind: ErrorKind,
) -> [Row; 2] {
    let (name, _) = header.1.split_once(':').unwrap();
    [
        row(status, named(name), classification, kind),
        row(status, UNNAMED, classification, kind).with(&[header]),
    ]
}

#[rustfmt::skip]
macro_rules! exceptions {
    ($($status:literal $name:literal $classification:ident $kind:ident)*) => {
        [$(both($status, ("x-amzn-errortype", concat!($name, ":http://internal.amazon.com/coral/")), $classification, $kind)),*]
    };
}

#[rustfmt::skip]
fn rows() -> Vec<Row> {
    let exceptions = exceptions! {
        429 "ThrottlingException"           THROTTLED RateLimit
        429 "ModelNotReadyException"        THROTTLED Overloaded
        503 "ServiceUnavailableException"   THROTTLED Overloaded
        500 "InternalServerException"       TRANSIENT Server
        424 "ModelStreamErrorException"     TRANSIENT Server
        400 "ValidationException"           PERMANENT InvalidRequest
        403 "AccessDeniedException"         PERMANENT Permission
        404 "ResourceNotFoundException"     PERMANENT NotFound
        400 "Throttling"                    THROTTLED RateLimit
        400 "RequestLimitExceeded"          THROTTLED RateLimit
        400 "SlowDown"                      THROTTLED RateLimit
        400 "RequestTimeout"                TRANSIENT Timeout
    };
    let choices = exceptions! {
        408 "ModelTimeoutException"         TRANSIENT Timeout
        424 "ModelErrorException"           TRANSIENT Server
        400 "ServiceQuotaExceededException" PERMANENT Quota
    };
    let mut rows: Vec<Row> = exceptions.into_iter().flatten().collect();
    rows.extend(choices.into_iter().flatten().map(Row::choice));
    rows.extend([
        row(429, code("ThrottlingException"), THROTTLED, RateLimit),
        row(429, r#"{"__type":"ThrottlingException","message":"Too many tokens per day, please wait before trying again."}"#, PERMANENT, Quota),
        // The name is a code like any other, and means the same wherever it stands.
        row(400, code("ThrottlingException"), THROTTLED, RateLimit),
        row(400, code("SlowDown"), THROTTLED, RateLimit),
        row(429, named("ThrottlingException"), after(1_500), RateLimit).with(&[("x-amz-retry-after", "1500")]),
        // Throttling, and not a context that is too long.
        row(429, r#"{"message":"Too many tokens, please wait before trying again."}"#, THROTTLED, RateLimit),

        row(400, r#"{"__type": "ValidationException", "message": "Input is too long for requested model."}"#, PERMANENT, ContextTooLong),
    ]);
    rows
}
