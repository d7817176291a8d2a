use retry_attr::api::ErrorKind::{
    Authentication, InvalidRequest, Overloaded, Permission, Quota, RateLimit, Server, Timeout,
};
use retry_attr::api::Provider;

use crate::{PERMANENT, Row, Service, THROTTLED, TRANSIENT, after, row};

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
    ]
}
