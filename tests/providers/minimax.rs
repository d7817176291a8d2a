use retry_attr::api::ErrorKind::{Authentication, ContextTooLong, Quota, RateLimit};
use retry_attr::api::Provider;

use crate::{PERMANENT, Row, Service, THROTTLED, row};

pub(crate) const SERVICE: Service = Service {
    provider: Provider::MiniMax,
    url: "https://api.minimax.io/v1/text/chatcompletion_v2",
    signs: &[("minimax-request-id", "r")],
    rows,
};

#[test]
fn every_row() {
    SERVICE.judge_rows();
}

#[rustfmt::skip]
fn rows() -> Vec<Row> {
    vec![
        row(429, r#"{"type": "error", "error": {"type": "insufficient_balance_error", "message": "insufficient balance (1008)", "http_code": "429"}, "request_id": "r1"}"#, PERMANENT, Quota).shaped_as(Provider::Anthropic),
        row(200, r#"{"base_resp": {"status_code": 1002, "status_msg": "rate limit exceeded"}, "choices": null}"#, THROTTLED, RateLimit),
        row(200, r#"{"base_resp": {"status_code": 1008, "status_msg": "insufficient balance"}}"#, PERMANENT, Quota),
        row(200, r#"{"base_resp": {"status_code": 1004, "status_msg": "login fail"}}"#, PERMANENT, Authentication),
        row(500, r#"{"type": "error", "error": {"type": "api_error", "message": "insufficient balance (1008)"}}"#, PERMANENT, Quota).shaped_as(Provider::Anthropic),
        row(400, r#"{"type": "error", "error": {"type": "invalid_request_error", "message": "invalid params, context window exceeds limit (2013)"}}"#, PERMANENT, ContextTooLong).shaped_as(Provider::Anthropic),
    ]
}
