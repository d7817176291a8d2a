use retry_attr::api::ErrorKind::{
    Authentication, ContextTooLong, Cut, InvalidRequest, NotFound, Overloaded, Permission, Quota,
    RateLimit, Server, Timeout,
};
use retry_attr::api::Provider;

use crate::{
    DATE, HTML, PERMANENT, Row, Service, THROTTLED, TRANSIENT, after, at_most, row, until,
};

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

        row(429, r#"{"error": {"message": "Monthly usage limit reached. Resets in 13 days. To continue using this model now, enable usage from your available balance", "type": "GoUsageLimitError"}}"#, until(1_795_676_400 + 13 * 86_400), Quota).with(&[DATE]),
        row(412, r#"{"status": "failure", "message": "Budget exhausted for the provided key"}"#, PERMANENT, Quota),
        // Quotas and bills under other statuses.
        row(401, r#"{"detail": {"status": "quota_exceeded", "message": "This request exceeds your quota of 10000. You have 0 credits remaining."}}"#, PERMANENT, Quota),
        row(429, "", at_most(30_000), RateLimit).with(&[("ratelimit", "limit=240, remaining=0, reset=30")]),
        row(200, "data: {\"id\":\"c\",\"object\":\"chat.completion.chunk\",\"choices\":[{\"index\":0,\"delta\":{\"role\":\"assistant\",\"content\":\"\"}}]}\n\ndata: {\"error\":{\"message\":\"The server had an error\",\"type\":\"server_error\",\"code\":null}}\n\n", TRANSIENT, Server),
        row(200, "event: response.failed\ndata: {\"type\":\"response.failed\",\"response\":{\"status\":\"failed\",\"error\":{\"code\":\"invalid_prompt\",\"message\":\"x\"}}}\n\n", PERMANENT, InvalidRequest),
        row(200, "event: error\ndata: {\"error\": {\ndata:   \"type\": \"invalid_request_error\",\ndata:   \"message\": \"bad\"}}\n\n", PERMANENT, InvalidRequest),
        // A stream that ends before its first event.
        row(200, ": ping\n\n", TRANSIENT, Cut),
        row(400, r#"{"error": {"message": "This model's maximum prompt length is 131072 but the request contains 140000 tokens."}}"#, PERMANENT, ContextTooLong),
        row(400, r#"{"detail": "Error code: 429 - {'error': {'message': \"You've hit it\", 'type': 'tokens', 'param': None, 'code': 'rate_limit_exceeded'}}"}"#, THROTTLED, RateLimit),
        row(412, r#"{"status": "failure", "message": "Usage limit exceeded: monthly budget used up"}"#, PERMANENT, Quota),
        row(429, r#"{"error": {"code": "user_weekly_rate_limited", "message": "Sorry, you've exceeded your weekly rate limit. Please wait or upgrade."}}"#, PERMANENT, Quota),
        row(429, r#"{"error": {"code": "user_model_weekly_rate_limited", "message": "m"}}"#, PERMANENT, Quota),
        row(400, r#"{"error": {"code": "model_max_prompt_tokens_exceeded", "message": "prompt token count of 140000 exceeds the limit of 128000"}}"#, PERMANENT, ContextTooLong),
        row(403, r#"{"code": 403, "reason": "NOT_ENOUGH_BALANCE", "message": "not enough balance"}"#, PERMANENT, Quota),
        row(400, r#"{"error": {"message": "Invalid request: Your request exceeded model token limit: 8192 (requested: 9000)", "type": "invalid_request_error"}}"#, PERMANENT, ContextTooLong),
        row(400, r#"{"error": {"message": "Please reduce the length of the messages or completion.", "type": "invalid_request_error"}}"#, PERMANENT, ContextTooLong),
        row(500, r#"{"error": "context deadline exceeded"}"#, TRANSIENT, Server),
        row(400, r#"{"error": {"message": "The thinking budget 0 exceeds the allowed range. Please choose a value between 1 and 24576."}}"#, PERMANENT, InvalidRequest),
        row(200, r#"{"error": {"message": "The engine is currently overloaded, please try again later", "code": "engine_x"}}"#, THROTTLED, Overloaded),
        row(200, r#"{"error": {"message": "Unsupported parameter: foo", "code": "weird"}}"#, PERMANENT, InvalidRequest),
        row(200, r#"{"error": {"message": "Incorrect API key provided", "code": "weird"}}"#, PERMANENT, Authentication),
        row(200, "data: {\"error\":{\"message\":\"Rate limit hit. Try again in 3s\",\"code\":\"foo\"}}\n\n", after(3_000), RateLimit),
        row(429, "", at_most(42_000), RateLimit).with(&[("ratelimit", "\"burst\";r=3;t=5, \"day\";r=0;t=42")]),
        // Each of several errors may repeat the status, and need not be right.
        row(400, r#"{"errors": [{"code": 500, "message": "m"}]}"#, PERMANENT, InvalidRequest),
        row(400, r#"{"errors": [{"code": 999, "message": "m"}]}"#, PERMANENT, InvalidRequest),
        // Of Baidu, Deepgram, Moonshot, Volcengine.
        row(200, r#"{"error_code": 18, "error_msg": "Open api qps request limit reached", "id": "i"}"#, THROTTLED, RateLimit),
        row(200, r#"{"error_code": 17, "error_msg": "Open api daily request limit reached"}"#, PERMANENT, Quota),
        row(200, r#"{"error_code": 110, "error_msg": "Access token invalid or no longer valid"}"#, PERMANENT, Authentication),
        row(402, r#"{"err_code": "ASR_PAYMENT_REQUIRED", "err_msg": "Project does not have enough credits for an ASR request."}"#, PERMANENT, Quota),
        row(429, r#"{"error": {"message": "Your account o<ak-y> request reached max organization concurrency: 1, please try again after 1 seconds", "type": "rate_limit_reached_error"}}"#, after(1_000), RateLimit),
        row(429, r#"{"error": {"message": "Your account has reached the set inference limit for the model, and the service has been paused.", "type": "TooManyRequests", "code": "SetLimitExceeded"}}"#, PERMANENT, Quota),
        row(401, r#"{"detail": {"status": "quota_exceeded", "message": "m"}}"#, PERMANENT, Quota),
        row(429, r#"{"error": {"message": "Rate limit exceeded: 100 requests per hour."}}"#, PERMANENT, Quota),
        row(429, r#"{"error": {"code": "RateLimitReached", "message": "Rate limit of 15 per 60s exceeded for UserByModelByMinute. Please wait 20 seconds before retrying."}}"#, after(20_000), RateLimit),
        row(500, r#"{"detail": {"error": {"type": "insufficient_quota", "code": "insufficient_quota", "message": "m"}}}"#, PERMANENT, Quota),
        row(500, r#"{"message": {"error": {"code": "context_length_exceeded", "message": "m"}}}"#, PERMANENT, ContextTooLong),
        row(503, r#"{"error": {"message": "no healthy upstream: load balancer exhausted"}}"#, THROTTLED, Overloaded),
        row(429, r#"{"error":{"message":"Limit resets at: 2026-11-26 07:00:23 UTC"}}"#, after(23_000), RateLimit).with(&[DATE]),
        row(429, "", at_most(20_000), RateLimit).with(&[DATE, ("x-ratelimit-remaining-tokens-per-minute", "0"), ("x-ratelimit-reset-tokens-per-minute", "1795676420")]),
    ]
}
