use retry_attr::api::ErrorKind::{
    Authentication, ContextTooLong, InvalidRequest, NotFound, Overloaded, Permission, RateLimit,
    Server,
};
use retry_attr::api::Provider;

use crate::{PERMANENT, Row, Service, THROTTLED, TRANSIENT, after, row};

pub(crate) const SERVICE: Service = Service {
    provider: Provider::Groq,
    url: "https://api.groq.com/openai/v1/chat/completions",
    signs: &[("x-groq-region", "fra")],
    rows,
};

#[test]
fn every_row() {
    SERVICE.judge_rows();
}

fn error(kind: &str, code: &str) -> String {
    format!(r#"{{"error":{{"message":"It failed.","type":"{kind}","code":"{code}"}}}}"#)
}

#[rustfmt::skip]
fn rows() -> Vec<Row> {
    let limited = r#"{"error":{"message":"Rate limit reached for model `m` on tokens per minute (TPM). Please try again in 7.66s.","type":"tokens","code":"rate_limit_exceeded"}}"#;
    let reset = [("x-ratelimit-remaining-tokens", "0"), ("x-ratelimit-reset-tokens", "2m59.56s")];
    let too_large = r#"{"error":{"message":"Request too large for model `m` on tokens per minute (TPM): Limit 6000, Requested 9000.","type":"tokens","code":"rate_limit_exceeded"}}"#;
    vec![
        row(429, too_large, PERMANENT, ContextTooLong),
        row(429, limited, after(7_660), RateLimit),
        row(429, error("tokens", "rate_limit_exceeded"), after(179_560), RateLimit).with(&reset),
        row(429, error("tokens", "rate_limit_exceeded"), THROTTLED, RateLimit),
        // A lack of capacity, whereas Cohere does not know the token; to anybody else it is a status like another of the 400s.
        row(498, error("flex", "capacity_exceeded"), THROTTLED, Overloaded).of_anybody(PERMANENT, InvalidRequest),
        row(500, error("internal_server_error", "internal"), TRANSIENT, Server),
        row(502, error("internal_server_error", "internal"), TRANSIENT, Server),
        row(503, error("internal_server_error", "unavailable"), THROTTLED, Overloaded),
        row(400, error("invalid_request_error", "json_validate_failed"), PERMANENT, InvalidRequest),
        row(401, error("invalid_request_error", "invalid_api_key"), PERMANENT, Authentication),
        row(403, error("permissions_error", "forbidden"), PERMANENT, Permission),
        row(404, error("invalid_request_error", "model_not_found"), PERMANENT, NotFound),
        row(413, error("invalid_request_error", "request_too_large"), PERMANENT, ContextTooLong),
        row(499, error("request_cancelled", "cancelled"), PERMANENT, InvalidRequest),
        row(422, error("invalid_request_error", "unprocessable"), PERMANENT, InvalidRequest).choice(),
        row(424, error("failed_dependency", "mcp"), PERMANENT, InvalidRequest).choice(),
    ]
}
