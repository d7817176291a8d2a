use retry_attr::api::ErrorKind::{
    Authentication, ContextTooLong, InvalidRequest, NotFound, Overloaded, Permission, Quota,
    RateLimit, Server, Timeout,
};
use retry_attr::api::Provider;

use crate::{HTML, PERMANENT, Row, Service, THROTTLED, TRANSIENT, after, row};

/// A server nobody knows, that speaks OpenAI's language.
pub(crate) const SERVICE: Service = Service {
    provider: Provider::Compatible,
    url: "https://gateway.example.com/v1/chat/completions",
    signs: &[],
    rows,
};

#[test]
fn every_row() {
    SERVICE.judge_rows();
}

fn error(kind: &str, code: &str) -> String {
    format!(
        r#"{{"error":{{"message":"It failed.","type":"{kind}","param":null,"code":"{code}"}}}}"#
    )
}

#[rustfmt::skip]
fn rows() -> Vec<Row> {
    vec![
        row(429, error("requests", "rate_limit_exceeded"), THROTTLED, RateLimit),
        row(429, error("x", "y").replace("It failed.", "Your team has used all available credits."), PERMANENT, Quota),
        row(429, error("exceeded_current_quota_error", ""), PERMANENT, Quota),
        row(429, error("", "1113"), PERMANENT, Quota),
        row(400, error("budget_exceeded", "400"), PERMANENT, Quota),
        row(400, error("insufficient_quota", "billing_hard_limit_reached"), PERMANENT, Quota),
        row(429, error("insufficient_quota", "insufficient_quota"), PERMANENT, Quota),
        row(429, error("insufficient_quota", "project_spend_limit_exceeded"), PERMANENT, Quota),
        row(400, error("invalid_request_error", "context_length_exceeded"), PERMANENT, ContextTooLong),
        row(503, error("service_unavailable_error", "server_is_overloaded"), THROTTLED, Overloaded),
        row(200, error("server_error", "server_error"), TRANSIENT, Server),
        // An error that says nothing is retried, like every error that nobody classified.
        row(200, r#"{"error":{"message":"It failed."}}"#, TRANSIENT, Server),

        row(400, HTML, PERMANENT, InvalidRequest),
        row(401, "", PERMANENT, Authentication),
        row(402, "", PERMANENT, Quota),
        row(403, "", PERMANENT, Permission),
        row(404, HTML, PERMANENT, NotFound),
        row(408, "", TRANSIENT, Timeout),
        row(409, "", TRANSIENT, Server).choice(),
        row(413, "", PERMANENT, ContextTooLong),
        row(422, "", PERMANENT, InvalidRequest),
        row(425, "", TRANSIENT, Server).choice(),
        row(429, HTML, THROTTLED, RateLimit),
        row(429, "Too many requests: try again in 5 seconds.", after(5_000), RateLimit),
        row(429, error("requests", "").replace("It failed.", "Try again after 2 minutes"), after(120_000), RateLimit),
        row(429, "slow down", after(3_000), RateLimit).with(&[("retry-after", "3")]),
        row(498, "", PERMANENT, InvalidRequest),
        row(500, HTML, TRANSIENT, Server),
        // The official SDKs retry them; RFC 9110 says that the server lacks the function, or the version.
        row(501, "", PERMANENT, InvalidRequest).choice(),
        row(505, "", PERMANENT, InvalidRequest).choice(),
        row(502, HTML, TRANSIENT, Server),
        row(503, HTML, THROTTLED, Overloaded),
        row(504, HTML, TRANSIENT, Timeout),
        row(520, HTML, TRANSIENT, Server),
        row(529, "", THROTTLED, Overloaded),
    ]
}
