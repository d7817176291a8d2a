use retry_attr::api::ErrorKind::{
    Authentication, ContextTooLong, InvalidRequest, NotFound, Overloaded, Permission, Quota,
    RateLimit, Server,
};
use retry_attr::api::Provider;

use crate::{DATE, PERMANENT, Row, Service, THROTTLED, TRANSIENT, after, at_most, row, until};

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
    let reset = [("x-ratelimit-remaining-tokens", "0"), ("x-ratelimit-reset-tokens", "7.66s")];
    let too_large = r#"{"error":{"message":"Request too large for model `m` on tokens per minute (TPM): Limit 6000, Requested 9000.","type":"tokens","code":"rate_limit_exceeded"}}"#;
    vec![
        row(429, too_large, PERMANENT, ContextTooLong),
        row(429, limited, after(7_660), RateLimit),
        row(429, error("tokens", "rate_limit_exceeded"), at_most(7_660), RateLimit).with(&reset),
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

        row(413, r#"{"error": {"message": "Request too large for model `m` in organization `org_x` service tier `on_demand` on tokens per minute (TPM): Limit 6000, Requested 9000, please reduce your message size and try again.", "type": "tokens", "code": "rate_limit_exceeded"}}"#, PERMANENT, ContextTooLong),
        // What is requested is above the limit, whatever time is named.
        row(429, r#"{"error": {"message": "Rate limit reached for model `m` on tokens per minute (TPM): Limit 9000, Used 0, Requested 16008. Please try again in 46.72s.", "type": "tokens", "code": "rate_limit_exceeded"}}"#, PERMANENT, ContextTooLong),
        row(429, r#"{"error": {"message": "Rate limit reached for model `m` on tokens per minute (TPM): Limit 6000, Used 5800, Requested 900. Please try again in 7s. Need more tokens? Upgrade to Dev Tier today at https://console.groq.com/settings/billing", "type": "tokens", "code": "rate_limit_exceeded"}}"#, after(7_000), RateLimit),
        row(429, r#"{"error":{"message":"Rate limit reached for model `m` on tokens per day (TPD): Limit 100000, Used 99500, Requested 3000. Please try again in 36m12s.","type":"tokens","code":"rate_limit_exceeded"}}"#, until(1_795_676_400 + 36 * 60 + 12), Quota).with(&[DATE]),
    ]
}
