use retry_attr::api::ErrorKind::{
    Authentication, ContentPolicy, InvalidRequest, NoAnswer, NotFound, Overloaded, Permission,
    Quota, RateLimit, Server, Timeout,
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

/// Its reset is the wait then.
#[test]
fn a_quota_that_resets_soon_is_waited_for() {
    for (delay, classification) in [
        ("12.5s", after(12_500)),
        ("120s", after(120_000)),
        ("121s", until(1_795_676_521)),
    ] {
        let body = detailed(429, "RESOURCE_EXHAUSTED", &[&exhausted(delay)]);
        let error = row(429, body, classification, Quota)
            .with(&[DATE])
            .error(&[], |reply| reply);
        assert_eq!(crate::judged(&error).1, (classification, Quota), "{delay}");
        assert_eq!(error.retry_after(), classification.retry_after());
    }
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

fn exhausted(delay: &str) -> String {
    format!(
        r#"{{"@type":"type.googleapis.com/google.rpc.ErrorInfo","reason":"QUOTA_EXHAUSTED","metadata":{{"quotaResetDelay":"{delay}"}}}}"#
    )
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

        row(429, r#"{"error": {"code": 429, "message": "Your billing account has exceeded its monthly spending cap.", "status": "RESOURCE_EXHAUSTED"}}"#, PERMANENT, Quota),
        row(429, r#"{"error": {"code": 429, "message": "Resource has been exhausted (e.g. check quota).", "status": "RESOURCE_EXHAUSTED", "details": [{"@type": "type.googleapis.com/google.rpc.ErrorInfo", "reason": "INSUFFICIENT_G1_CREDITS_BALANCE", "domain": "cloudcode-pa.googleapis.com", "metadata": {"error_number": "2008"}}]}}"#, PERMANENT, Quota),
        // The field is cut to whole seconds, the text is not.
        row(429, "{\"error\": {\"code\": 429, \"message\": \"You exceeded your current quota, please check your plan and billing details. For more information on this error, head to: https://ai.google.dev/gemini-api/docs/rate-limits. * Quota exceeded for metric: generativelanguage.googleapis.com/generate_content_free_tier_requests, limit: 250\\nPlease retry in 10.689s.\", \"status\": \"RESOURCE_EXHAUSTED\", \"details\": [{\"@type\": \"type.googleapis.com/google.rpc.QuotaFailure\", \"violations\": [{\"quotaMetric\": \"generativelanguage.googleapis.com/generate_content_free_tier_requests\", \"quotaId\": \"GenerateContentInputTokensPerModelPerMinute-FreeTier\", \"quotaDimensions\": {\"location\": \"global\", \"model\": \"m\"}}]}, {\"@type\": \"type.googleapis.com/google.rpc.RetryInfo\", \"retryDelay\": \"10s\"}]}}", after(10_689), RateLimit),
        // A second more is no fraction that was cut.
        row(429, r#"{"error": {"code": 429, "message": "Please retry in 11s.", "status": "RESOURCE_EXHAUSTED", "details": [{"@type": "type.googleapis.com/google.rpc.RetryInfo", "retryDelay": "10s"}]}}"#, after(10_000), RateLimit),
        row(429, r#"{"error": {"code": 429, "message": "m", "status": "RESOURCE_EXHAUSTED", "details": [{"@type": "type.googleapis.com/google.rpc.RetryInfo", "retryDelay": {"seconds": 5, "nanos": 500000000}}]}}"#, after(5_500), RateLimit),
        // No answer, and why.
        row(200, r#"{"promptFeedback": {"blockReason": "OTHER"}}"#, TRANSIENT, NoAnswer),
        row(429, "{\"error\": {\"code\": 429, \"message\": \"You exceeded your current quota, please check your plan and billing details. For more information on this error, head to: https://ai.google.dev/gemini-api/docs/rate-limits.\\n* Quota exceeded for metric: generativelanguage.googleapis.com/generate_content_free_tier_requests, limit: 10, model: gemini-2.5-flash\\nPlease retry in 41.3s.\", \"status\": \"RESOURCE_EXHAUSTED\"}}", after(41_300), RateLimit),
        row(429, r#"{"error": {"code": 429, "message": "Quota exceeded for aiplatform.googleapis.com/generate_content_requests_per_minute_per_project_per_base_model with base model: gemini-pro. Please submit a quota increase request. https://cloud.google.com/vertex-ai/docs/generative-ai/quotas-genai.", "status": "RESOURCE_EXHAUSTED"}}"#, THROTTLED, RateLimit),
        row(429, r#"{"error": {"code": 429, "message": "Resource exhausted. Please try again later. Please refer to https://cloud.google.com/vertex-ai/generative-ai/docs/error-code-429 for more details.", "status": "RESOURCE_EXHAUSTED"}}"#, THROTTLED, RateLimit),
        row(429, r#"{"error": {"code": 429, "message": "Your prepayment credits are depleted. Please go to AI Studio at https://ai.studio/projects to manage your project and billing.", "status": "RESOURCE_EXHAUSTED"}}"#, PERMANENT, Quota),
        row(429, r#"{"error": {"code": 429, "message": "Your project has exceeded its spending cap. Please go to AI Studio to raise it.", "status": "RESOURCE_EXHAUSTED"}}"#, PERMANENT, Quota),
        // A gateway says otherwise, and knows better.
        row(404, r#"{"error": {"code": 404, "message": "m", "status": "UNAVAILABLE"}}"#, PERMANENT, NotFound),
        row(401, r#"{"error": {"message": "m", "status": "INTERNAL"}}"#, PERMANENT, Authentication),
        row(503, r#"{"error": {"message": "m", "status": "INVALID_ARGUMENT"}}"#, THROTTLED, Overloaded),
        row(200, r#"{"promptFeedback": {"blockReason": "SAFETY"}}"#, PERMANENT, ContentPolicy),
        row(200, r#"{"candidates": [{"content": {"role": "model"}, "finishReason": "MALFORMED_FUNCTION_CALL", "index": 0}]}"#, TRANSIENT, NoAnswer),
        row(200, r#"{"candidates": [{"finishReason": "SAFETY", "index": 0}]}"#, PERMANENT, ContentPolicy),
        // The quota's reset stands in the reply.
        row(429, detailed(429, "RESOURCE_EXHAUSTED", &[&exhausted("33740.5s")]), retry_attr::Classification::permanent_until(std::time::UNIX_EPOCH + std::time::Duration::from_millis(1_795_676_400_000 + 33_740_500)), Quota).with(&[DATE]),
    ]
}
