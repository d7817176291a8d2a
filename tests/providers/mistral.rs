use retry_attr::api::ErrorKind::{
    Authentication, ContextTooLong, InvalidRequest, Overloaded, RateLimit, Server, Timeout,
};
use retry_attr::api::Provider;

use crate::{PERMANENT, Row, Service, THROTTLED, TRANSIENT, row};

pub(crate) const SERVICE: Service = Service {
    provider: Provider::Mistral,
    url: "https://api.mistral.ai/v1/chat/completions",
    signs: &[(
        "mistral-correlation-id",
        "0197f4a2-7c1e-7d2b-9a55-3b8c1e9d4a4f",
    )],
    rows,
};

#[test]
fn every_row() {
    SERVICE.judge_rows();
}

fn error(message: &str, kind: &str, code: &str) -> String {
    format!(
        r#"{{"object":"error","message":"{message}","type":"{kind}","param":null,"code":{code}}}"#
    )
}

#[rustfmt::skip]
fn rows() -> Vec<Row> {
    let full = "Service tier capacity exceeded for this model.";
    let missing = r#"{"detail":[{"type":"missing","loc":["body","model"],"msg":"Field required","input":{}}]}"#;
    vec![
        row(429, error("Requests rate limit exceeded", "rate_limited", r#""1300""#), THROTTLED, RateLimit),
        row(429, error("Requests rate limit exceeded", "rate_limited", "1300"), THROTTLED, RateLimit),
        row(429, r#"{"message":"Requests rate limit exceeded"}"#, THROTTLED, RateLimit),
        row(503, error(full, "invalid_request_error", r#""3505""#), THROTTLED, Overloaded),
        row(429, error(full, "invalid_request_error", r#""3505""#), THROTTLED, Overloaded).of_anybody(THROTTLED, RateLimit),
        // Without the rest of the shape nothing tells the text from anybody's.
        row(429, format!(r#"{{"message":"{full}"}}"#), THROTTLED, Overloaded).of_anybody(THROTTLED, RateLimit),
        row(500, r#"{"message":"Internal Server Error"}"#, TRANSIENT, Server),
        row(502, "", TRANSIENT, Server),
        row(504, "", TRANSIENT, Timeout),
        row(401, r#"{"detail":"Unauthorized"}"#, PERMANENT, Authentication),
        row(422, missing, PERMANENT, InvalidRequest),
        row(422, error("Invalid model", "invalid_request_error", "null"), PERMANENT, InvalidRequest),

        row(200, error("Requests rate limit exceeded", "rate_limited", r#""1300""#), THROTTLED, RateLimit),
        row(200, error("Requests rate limit exceeded", "rate_limited", "1300"), THROTTLED, RateLimit),
        row(200, error(full, "invalid_request_error", r#""3505""#), THROTTLED, Overloaded).of_anybody(PERMANENT, InvalidRequest),

        row(200, "event: conversation.response.error\ndata: {\"type\": \"conversation.response.error\", \"created_at\": \"2026-01-01T00:00:01Z\", \"message\": \"Service tier capacity exceeded for this model.\", \"code\": 3505}\n\n", THROTTLED, Overloaded),
        row(400, r#"{"object": "error", "message": "Prompt contains 40000 tokens and 0 draft tokens, too large for model with 32768 maximum context length", "type": "invalid_request_error", "code": "3051"}"#, PERMANENT, ContextTooLong),
    ]
}
