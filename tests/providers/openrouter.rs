use retry_attr::api::ErrorKind::{
    Authentication, ContentPolicy, InvalidRequest, Overloaded, Permission, Quota, RateLimit,
    Server, Timeout,
};
use retry_attr::api::Provider;

use crate::{DATE, PERMANENT, Row, Service, THROTTLED, TRANSIENT, after, row, until};

pub(crate) const SERVICE: Service = Service {
    provider: Provider::OpenRouter,
    url: "https://openrouter.ai/api/v1/chat/completions",
    signs: &[],
    rows,
};

#[test]
fn every_row() {
    SERVICE.judge_rows();
}

fn error(code: u16) -> String {
    format!(r#"{{"error":{{"code":{code},"message":"It failed."}},"user_id":"user_1"}}"#)
}

fn detailed(code: u16, metadata: &str) -> String {
    format!(
        r#"{{"error":{{"code":{code},"message":"It failed.","metadata":{metadata}}},"user_id":"user_1"}}"#
    )
}

/// With the reset in the body, in milliseconds.
fn limited(limit: &str, reset: u64) -> String {
    format!(
        r#"{{"error":{{"message":"Rate limit exceeded: {limit}. ","code":429,"metadata":{{"headers":{{"X-RateLimit-Remaining":"0","X-RateLimit-Reset":"{reset}000"}},"provider_name":null}}}}}}"#
    )
}

#[rustfmt::skip]
fn rows() -> Vec<Row> {
    let upstream = r#"{"provider_name":"DeepInfra","raw":"{\"error\":{\"code\":\"insufficient_quota\"}}"}"#;
    let in_flight = r#"{"limit_source":"openrouter_in_flight_budget"}"#;
    vec![
        row(408, error(408), TRANSIENT, Timeout),
        row(429, error(429), THROTTLED, RateLimit),
        row(429, error(429).replace("It failed.", "Rate limit exceeded: free-models-per-day"), PERMANENT, Quota),
        row(429, detailed(429, r#"{"limit_source":"openrouter_free_tier_daily"}"#), PERMANENT, Quota),
        row(429, detailed(429, upstream), THROTTLED, RateLimit),
        row(502, error(502), TRANSIENT, Server),
        row(503, error(503), THROTTLED, Overloaded),
        row(400, error(400), PERMANENT, InvalidRequest),
        row(401, error(401), PERMANENT, Authentication),
        row(402, error(402), PERMANENT, Quota),
        row(402, detailed(402, r#"{"limit_source":"openrouter_credits"}"#), PERMANENT, Quota),
        row(402, detailed(402, in_flight), after(2_000), RateLimit).with(&[("retry-after", "2")]),
        row(403, error(403), PERMANENT, Permission),

        row(200, error(408), TRANSIENT, Timeout),
        row(200, error(429), THROTTLED, RateLimit),
        row(200, error(502), TRANSIENT, Server),
        row(200, detailed(502, upstream), TRANSIENT, Server),
        row(200, error(503), THROTTLED, Overloaded),
        row(200, error(400), PERMANENT, InvalidRequest),
        row(200, error(401), PERMANENT, Authentication),
        row(200, error(402), PERMANENT, Quota),
        row(200, error(403), PERMANENT, Permission),
        row(200, format!(": OPENROUTER PROCESSING\n\ndata: {}\n\n", error(502)), TRANSIENT, Server),

        row(200, "data: {\"id\":\"g\",\"object\":\"chat.completion.chunk\",\"choices\":[{\"index\":0,\"delta\":{\"content\":\"\"},\"finish_reason\":\"error\"}]}\n\n", TRANSIENT, Server),
        // What one has granted the key.
        row(403, r#"{"error": {"message": "m requires moderation on OpenRouter. Your input was flagged for \"sexual\". No credits were charged.", "code": 403, "metadata": {"reasons": ["sexual"], "flagged_input": "x"}}}"#, PERMANENT, ContentPolicy),
        row(403, r#"{"error": {"message": "Key limit exceeded (total limit). Manage it using https://openrouter.ai/settings/keys", "code": 403}}"#, PERMANENT, Quota).of_anybody(PERMANENT, Permission),
        row(200, "data: {\"id\":\"g\",\"error_type\":\"upstream_error\",\"error_message\":\"Provider returned error\",\"code\":502,\"choices\":null}\n\n", TRANSIENT, Server),
        row(200, "data: {\"id\":\"g\",\"error_type\":\"x\",\"error_message\":\"no\",\"code\":401,\"choices\":null}\n\n", PERMANENT, Authentication),
        row(402, r#"{"error": {"message": "This request requires more credits, or fewer max_tokens. You requested up to 4096 tokens, but can only afford 100.", "code": 402}}"#, PERMANENT, Quota),
        row(429, limited("free-models-per-min", 1_795_676_433), after(33_000), RateLimit).with(&[DATE]),
        row(429, limited("limit_rpd/m/1", 1_795_680_000), until(1_795_680_000), Quota).with(&[DATE]),
    ]
}
