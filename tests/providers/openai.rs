use retry_attr::api::ErrorKind::{
    Authentication, Connection, ContentPolicy, ContextTooLong, InvalidRequest, NotFound,
    Overloaded, Permission, Quota, RateLimit, Server, Timeout,
};
use retry_attr::api::Provider;

use crate::{HTML, PERMANENT, Row, Service, THROTTLED, TRANSIENT, after, row, until};

pub(crate) const SERVICE: Service = Service {
    provider: Provider::OpenAi,
    url: "https://api.openai.com/v1/responses",
    signs: &[
        ("openai-processing-ms", "42"),
        ("openai-organization", "org-a1"),
        ("openai-version", "2020-10-01"),
    ],
    rows,
};

#[test]
fn every_row() {
    SERVICE.judge_rows();
}

const TOO_LARGE: &str = "Request too large for gpt-5 in organization org-a1 on tokens per min (TPM): Limit 30000, Requested 48012.";

/// No name stands for `null`.
fn error(kind: &str, code: &str) -> String {
    says(kind, code, "It failed.")
}

fn says(kind: &str, code: &str, message: &str) -> String {
    let name = |name: &str| {
        if name.is_empty() {
            "null".to_owned()
        } else {
            format!("{name:?}")
        }
    };
    let (kind, code) = (name(kind), name(code));
    format!(r#"{{"error":{{"message":"{message}","type":{kind},"param":null,"code":{code}}}}}"#)
}

fn limited(unit: &str, text: &str) -> String {
    let message = format!(
        "Rate limit reached for gpt-5 in organization org-a1 on {unit} per min: Limit 3, Used 3. {text}"
    );
    says(unit, "rate_limit_exceeded", &message)
}

/// A turn that failed in a session.
fn turn(code: &str) -> String {
    format!(
        r#"{{"type":"turn.failed","error":{{"type":"session_turn_error","code":"{code}","message":"It failed."}}}}"#
    )
}

/// A response that failed after the stream had begun with 200.
fn failed(code: &str) -> String {
    format!(
        "event: response.failed\ndata: {{\"type\":\"response.failed\",\"sequence_number\":1,\"response\":{{\"id\":\"resp_1\",\
         \"object\":\"response\",\"status\":\"failed\",\"error\":{{\"code\":\"{code}\",\"message\":\"It failed.\"}}}}}}\n\n"
    )
}

fn flat(code: &str) -> String {
    format!(
        "event: error\ndata: {{\"type\":\"error\",\"code\":\"{code}\",\"message\":\"It failed.\",\"param\":null}}\n\n"
    )
}

fn nested(kind: &str, code: &str) -> String {
    format!(
        "event: error\ndata: {{\"type\":\"error\",\"error\":{{\"type\":\"{kind}\",\"code\":\"{code}\",\
         \"message\":\"It failed.\",\"param\":null}}}}\n\n"
    )
}

#[rustfmt::skip]
fn rows() -> Vec<Row> {
    let mut rows = vec![
        row(429, limited("requests", "Please try again in 20s. Visit https://platform.openai.com."), after(20_000), RateLimit),
        row(429, limited("tokens", "Please try again in 1.898s."), after(1_898), RateLimit),
        row(429, limited("tokens", "Please try again in 28ms."), after(28), RateLimit),
        row(429, error("requests", "rate_limit_exceeded"), THROTTLED, RateLimit),
        row(429, error("input-images", "rate_limit_exceeded"), THROTTLED, RateLimit),
        row(500, error("image_generation_server_error", "x"), TRANSIENT, Server),
        // It never fits into the limit that it exceeds.
        row(429, says("tokens", "rate_limit_exceeded", TOO_LARGE), PERMANENT, ContextTooLong),
        row(429, error("rate_limit_error", "slow_down"), THROTTLED, RateLimit),
        row(503, error("service_unavailable_error", "slow_down"), THROTTLED, RateLimit),
        row(429, error("insufficient_quota", "insufficient_quota"), PERMANENT, Quota),
        row(429, error("insufficient_quota", "credit_balance_exhausted"), PERMANENT, Quota),
        row(429, error("insufficient_quota", "organization_spend_limit_exceeded"), PERMANENT, Quota),
        row(429, error("insufficient_quota", "project_spend_limit_exceeded"), PERMANENT, Quota),
        row(429, error("insufficient_quota", "organization_usage_limit_exceeded"), PERMANENT, Quota),
        row(429, r#"{"error":{"type":"usage_limit_reached","message":"m","plan_type":"plus","resets_at":1796083200}}"#, until(1_796_083_200), Quota),
        row(429, error("usage_limit_reached", ""), PERMANENT, Quota),
        row(429, error("usage_not_included", ""), PERMANENT, Quota),
        row(429, error("billing_not_active", "billing_not_active"), PERMANENT, Quota),
        row(503, error("service_unavailable_error", "server_is_overloaded"), THROTTLED, Overloaded),
        row(500, error("server_error", ""), TRANSIENT, Server),
        row(502, error("server_error", ""), TRANSIENT, Server),
        row(504, error("server_error", ""), TRANSIENT, Timeout),
        row(500, HTML, TRANSIENT, Server),
        row(502, HTML, TRANSIENT, Server),
        row(504, HTML, TRANSIENT, Timeout),
        row(400, error("invalid_request_error", "context_length_exceeded"), PERMANENT, ContextTooLong),
        row(400, error("invalid_request_error", "invalid_prompt"), PERMANENT, InvalidRequest),
        row(400, error("invalid_request_error", "cyber_policy"), PERMANENT, ContentPolicy),
        row(400, error("invalid_request_error", "content_policy_violation"), PERMANENT, ContentPolicy),
        row(400, says("invalid_request_error", "", "Invalid service_tier argument"), PERMANENT, InvalidRequest),
        row(401, error("invalid_request_error", "invalid_api_key"), PERMANENT, Authentication),
        row(403, error("request_forbidden", "unsupported_country_region_territory"), PERMANENT, Permission),
        row(404, error("invalid_request_error", "model_not_found"), PERMANENT, NotFound),
        row(413, error("invalid_request_error", ""), PERMANENT, ContextTooLong),
        row(422, error("invalid_request_error", ""), PERMANENT, InvalidRequest),
        row(408, error("", ""), TRANSIENT, Timeout),
        row(409, error("", ""), TRANSIENT, Server).choice(),
        row(425, error("", ""), TRANSIENT, Server).choice(),
        // `code` may be a number, and all of it null.
        row(429, r#"{"error":{"message":"m","type":null,"param":null,"code":429}}"#, THROTTLED, RateLimit),

        row(200, turn("rate_limit_exceeded"), THROTTLED, RateLimit),
        row(200, turn("server_error"), TRANSIENT, Server),
        row(200, turn("context_length_exceeded"), PERMANENT, ContextTooLong),
        row(200, turn("usage_limit_exceeded"), PERMANENT, Quota),
        row(200, turn("organization_spend_limit_exceeded"), PERMANENT, Quota),
        row(200, turn("project_spend_limit_exceeded"), PERMANENT, Quota),
        row(200, turn("billing_not_active"), PERMANENT, Quota),
        row(200, turn("credit_balance_exhausted"), PERMANENT, Quota),
        row(200, turn("authentication_error"), PERMANENT, Authentication),
        row(200, turn("invalid_request"), PERMANENT, InvalidRequest),
        row(200, turn("internal_error"), TRANSIENT, Server).choice(),
        row(200, turn("sandbox_error"), TRANSIENT, Server).choice(),

        row(200, failed("server_error"), TRANSIENT, Server),
        row(200, failed("rate_limit_exceeded"), THROTTLED, RateLimit),

        row(200, r#"data: {"error":{"message":"The server had an error","type":"server_error","param":null,"code":null}}"#, TRANSIENT, Server),
        row(200, flat("server_error"), TRANSIENT, Server),
        row(200, flat("rate_limit_exceeded"), THROTTLED, RateLimit),
        row(200, nested("invalid_request_error", "context_length_exceeded"), PERMANENT, ContextTooLong),
        row(200, nested("server_error", "server_error"), TRANSIENT, Server),
        row(200, nested("insufficient_quota", "insufficient_quota"), PERMANENT, Quota),
        row(200, flat("credit_balance_exhausted"), PERMANENT, Quota),
        row(200, format!("data: {}\n\n", error("insufficient_quota", "credit_balance_exhausted")), PERMANENT, Quota),

        row(200, "event: response.created\ndata: {\"type\": \"response.created\", \"sequence_number\": 0, \"response\": {\"id\": \"resp_1\", \"object\": \"response\", \"status\": \"in_progress\", \"error\": null, \"output\": []}}\n\nevent: response.in_progress\ndata: {\"type\": \"response.in_progress\", \"sequence_number\": 1, \"response\": {\"id\": \"resp_1\", \"object\": \"response\", \"status\": \"in_progress\", \"error\": null, \"output\": []}}\n\nevent: keepalive\ndata: {\"type\": \"keepalive\", \"sequence_number\": 2}\n\nevent: error\ndata: {\"type\": \"error\", \"sequence_number\": 3, \"code\": \"server_error\", \"message\": \"The server had an error processing your request.\", \"param\": null}\n\n", TRANSIENT, Server),
        // The reset is when the limit is as at its beginning; the text names the wait.
        row(429, r#"{"error": {"message": "Rate limit reached for m on requests per min (RPM). Please try again in 120ms.", "type": "requests", "code": "rate_limit_exceeded"}}"#, after(120), RateLimit).with(&[("x-ratelimit-remaining-requests", "0"), ("x-ratelimit-reset-requests", "6m0s")]),
        row(429, r#"{"error": {"message": "Request too large for gpt-4o in organization org-x on tokens per min (TPM): Limit 30000, Requested 30601.", "type": "tokens", "param": null, "code": "rate_limit_exceeded"}}"#, PERMANENT, ContextTooLong),
        row(429, r#"{"error": {"message": "Rate limit reached for gpt-4o in organization org-x on requests per min (RPM): Limit 3, Used 3, Requested 1. Please try again in 20s. Visit https://platform.openai.com/account/rate-limits to learn more. You can increase your rate limit by adding a payment method to your account at https://platform.openai.com/account/billing.", "type": "requests", "param": null, "code": "rate_limit_exceeded"}}"#, after(20_000), RateLimit),
        // The limit of a day that comes back little by little.
        row(429, r#"{"error": {"message": "Rate limit reached for m on requests per day (RPD): Limit 10000, Used 10000, Requested 1. Please try again in 8.64s.", "type": "requests", "code": "rate_limit_exceeded"}}"#, after(8_640), RateLimit),
        row(200, "data: {\"type\":\"response.created\",\"response\":{}}\n\ndata: {\"type\":\"codex.rate_limits\",\"x\":1}\n\ndata: {\"type\":\"response.output_item.added\",\"item\":{\"type\":\"message\",\"content\":[]}}\n\ndata: {\"type\":\"response.content_part.added\",\"part\":{\"text\":\"\"}}\n\ndata: {\"type\":\"response.failed\",\"response\":{\"error\":{\"code\":\"server_error\",\"message\":\"m\"}}}\n\n", TRANSIENT, Server),
        row(400, r#"{"error": {"message": "max_tokens is too large: 100000. This model supports at most 16384 completion tokens, whereas you provided 100000.", "type": "invalid_request_error", "param": "max_tokens", "code": "invalid_value"}}"#, PERMANENT, InvalidRequest),
        row(400, r#"{"error": {"message": "Invalid 'user': string too long. Expected a string with maximum length 64, but got a string with length 70 instead.", "type": "invalid_request_error", "code": "string_above_max_length"}}"#, PERMANENT, InvalidRequest),
    ];
    // Whoever else speaks this language means the same by it.
    let of_openai = |body: String, classification, kind| row(200, body, classification, kind);
    rows.extend([
        of_openai(turn("flex_unavailable"), THROTTLED, Overloaded),
        of_openai(turn("server_overloaded"), THROTTLED, Overloaded),
        of_openai(turn("connection_failed"), TRANSIENT, Connection),
        of_openai(turn("request_timeout"), TRANSIENT, Timeout),
        of_openai(turn("max_output_tokens"), PERMANENT, ContextTooLong),
        of_openai(turn("session_budget_exceeded"), PERMANENT, Quota),
        of_openai(turn("cyber_policy"), PERMANENT, ContentPolicy),
        of_openai(turn("misalignment_policy_violation"), PERMANENT, ContentPolicy),
        of_openai(turn("resource_not_found"), PERMANENT, NotFound),
        of_openai(turn("executor_version_incompatible"), PERMANENT, InvalidRequest),
        of_openai(turn("active_turn_not_steerable"), PERMANENT, InvalidRequest).choice(),
        of_openai(failed("vector_store_timeout"), TRANSIENT, Timeout),
        of_openai(flat("vector_store_timeout"), TRANSIENT, Timeout),
        of_openai(failed("invalid_prompt"), PERMANENT, InvalidRequest),
        of_openai(flat("invalid_prompt"), PERMANENT, InvalidRequest),
        of_openai(failed("bio_policy"), PERMANENT, ContentPolicy),
        of_openai(failed("data_residency_mismatch"), PERMANENT, InvalidRequest),
        of_openai(failed("image_too_large"), PERMANENT, InvalidRequest),
        of_openai(failed("image_parse_error"), PERMANENT, InvalidRequest),
        of_openai(failed("invalid_base64_image"), PERMANENT, InvalidRequest),
        of_openai(failed("empty_image_file"), PERMANENT, InvalidRequest),
        of_openai(failed("image_content_policy_violation"), PERMANENT, ContentPolicy),
    ]);
    rows
}
