use retry_attr::api::ErrorKind::{
    Authentication, InvalidRequest, NotFound, Overloaded, Permission, Quota, RateLimit, Server,
    Timeout,
};
use retry_attr::api::Provider;

use crate::{
    DATE, MIDNIGHT_PACIFIC, PERMANENT, Row, Service, THROTTLED, TRANSIENT, after, row, until,
};

pub(crate) const SERVICE: Service = Service {
    provider: Provider::Gemini,
    url: "https://generativelanguage.googleapis.com/v1beta/models/gemini-2.5-flash:generateContent",
    signs: &[("x-vertex-ai-llm-request-type", "shared")],
    rows,
};

#[test]
fn every_row() {
    SERVICE.judge_rows();
}

fn error(code: u16, status: &str) -> String {
    says(code, status, "It failed.")
}

fn says(code: u16, status: &str, message: &str) -> String {
    format!(r#"{{"error":{{"code":{code},"message":"{message}","status":"{status}"}}}}"#)
}

fn detailed(code: u16, status: &str, details: &[&str]) -> String {
    let details = details.join(",");
    format!(
        r#"{{"error":{{"code":{code},"message":"It failed.","status":"{status}","details":[{details}]}}}}"#
    )
}

/// The errors of the Interactions API.
fn interaction(code: &str) -> String {
    format!(r#"{{"error":{{"code":"{code}","message":"It failed."}}}}"#)
}

const RETRY: &str = r#"{"@type":"type.googleapis.com/google.rpc.RetryInfo","retryDelay":"34.4s"}"#;
const DAY: &str = r#"{"@type":"type.googleapis.com/google.rpc.QuotaFailure","violations":[{"quotaMetric":
    "generativelanguage.googleapis.com/generate_content_free_tier_requests",
    "quotaId":"GenerateRequestsPerDayPerProjectPerModel-FreeTier","quotaValue":"250"}]}"#;
const MINUTE: &str = r#"{"@type":"type.googleapis.com/google.rpc.QuotaFailure","violations":[
    {"quotaId":"GenerateRequestsPerMinutePerProjectPerModel-FreeTier","quotaValue":"10"}]}"#;
const KEY: &str = r#"{"@type":"type.googleapis.com/google.rpc.ErrorInfo","reason":"API_KEY_INVALID",
    "domain":"googleapis.com","metadata":{"service":"generativelanguage.googleapis.com"}}"#;

#[rustfmt::skip]
fn rows() -> Vec<Row> {
    vec![
        row(429, detailed(429, "RESOURCE_EXHAUSTED", &[MINUTE, RETRY]), after(34_400), RateLimit),
        row(429, format!("[{}]", detailed(429, "RESOURCE_EXHAUSTED", &[RETRY])), after(34_400), RateLimit),
        row(429, says(429, "RESOURCE_EXHAUSTED", "Quota exceeded. Please retry in 53.5s."), after(53_500), RateLimit),
        // The short wait beside it is not to be believed, on whichever side it stands.
        row(429, detailed(429, "RESOURCE_EXHAUSTED", &[DAY, RETRY]), until(MIDNIGHT_PACIFIC), Quota).with(&[DATE]),
        row(429, detailed(429, "RESOURCE_EXHAUSTED", &[RETRY, MINUTE, DAY]), until(MIDNIGHT_PACIFIC), Quota).with(&[DATE]),
        row(429, error(429, "RESOURCE_EXHAUSTED"), THROTTLED, RateLimit),
        row(429, says(429, "RESOURCE_EXHAUSTED", "Quota exceeded for metric: m, limit: 0, model: gemini. Please retry in 41s."), PERMANENT, Quota),
        row(429, detailed(429, "RESOURCE_EXHAUSTED", &[r#"{"@type":"type.googleapis.com/google.rpc.ErrorInfo","reason":"RATE_LIMIT_EXCEEDED","metadata":{"quota_limit":"GenerateRequestsPerDayPerProject"}}"#]), until(MIDNIGHT_PACIFIC), Quota).with(&[DATE]),
        row(429, interaction("too_many_requests"), THROTTLED, RateLimit),
        row(429, interaction("rate_limit_exceeded"), THROTTLED, RateLimit),
        // The name is Gemini's only; elsewhere the status decides.
        row(429, interaction("quota_exceeded"), until(MIDNIGHT_PACIFIC), Quota).with(&[DATE]).of_anybody(THROTTLED, RateLimit),
        row(500, error(500, "INTERNAL"), TRANSIENT, Server),
        row(503, error(503, "UNAVAILABLE"), THROTTLED, Overloaded),
        row(504, error(504, "DEADLINE_EXCEEDED"), TRANSIENT, Timeout).choice(),
        row(400, error(400, "INVALID_ARGUMENT"), PERMANENT, InvalidRequest),
        row(400, detailed(400, "INVALID_ARGUMENT", &[KEY]), PERMANENT, Authentication),
        row(400, error(400, "FAILED_PRECONDITION"), PERMANENT, InvalidRequest),
        row(402, says(402, "", "Billing is required."), PERMANENT, Quota),
        row(403, error(403, "PERMISSION_DENIED"), PERMANENT, Permission),
        row(404, error(404, "NOT_FOUND"), PERMANENT, NotFound),
        row(499, error(499, "CANCELLED"), PERMANENT, InvalidRequest),

        row(200, format!("data: {}\r\n\r\n", error(503, "UNAVAILABLE")), THROTTLED, Overloaded),
        row(200, format!("[{}]", error(500, "INTERNAL")), TRANSIENT, Server),
        row(200, detailed(429, "RESOURCE_EXHAUSTED", &[RETRY]), after(34_400), RateLimit),
        row(200, error(400, "INVALID_ARGUMENT"), PERMANENT, InvalidRequest),
    ]
}
