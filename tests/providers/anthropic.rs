use retry_attr::api::ErrorKind::{
    Authentication, ContextTooLong, InvalidRequest, NotFound, Overloaded, Permission, Quota,
    RateLimit, Server, Timeout,
};
use retry_attr::api::Provider;

use crate::{
    DATE, NEXT_MONTH_UTC, PERMANENT, Row, Service, THROTTLED, TRANSIENT, after, at_most, row, until,
};

pub(crate) const SERVICE: Service = Service {
    provider: Provider::Anthropic,
    url: "https://api.anthropic.com/v1/messages",
    signs: &[
        (
            "anthropic-organization-id",
            "3f2b8c1e-9d4a-4f6b-8e2a-1c9d7b5a3e0f",
        ),
        ("anthropic-ratelimit-requests-limit", "4000"),
        ("anthropic-ratelimit-tokens-limit", "400000"),
    ],
    rows,
};

#[test]
fn every_row() {
    SERVICE.judge_rows();
}

fn error(kind: &str) -> String {
    says(kind, "It failed.")
}

fn says(kind: &str, message: &str) -> String {
    format!(
        r#"{{"type":"error","error":{{"type":"{kind}","message":"{message}","details":null}},"request_id":"req_011CSHoEeqs5"}}"#
    )
}

fn detailed(kind: &str, code: &str) -> String {
    format!(
        r#"{{"type":"error","error":{{"type":"{kind}","message":"It failed.","details":{{"error_code":"{code}"}}}},"request_id":"req_011CSHoEeqs5"}}"#
    )
}

fn event(kind: &str) -> String {
    format!(
        "event: error\ndata: {{\"type\":\"error\",\"error\":{{\"type\":\"{kind}\",\"message\":\"It failed.\"}}}}\n\n"
    )
}

const OWN_LIMIT: &str = "You have reached your specified API usage limits. You will regain access on 2026-12-01 at 00:00 UTC.";

#[rustfmt::skip]
fn rows() -> Vec<Row> {
    vec![
        row(429, error("rate_limit_error"), after(17_000), RateLimit).with(&[("retry-after", "17")]),
        row(429, error("rate_limit_error"), THROTTLED, RateLimit),
        row(429, detailed("rate_limit_error", "enforced_spend_limit_reached"), until(NEXT_MONTH_UTC), Quota).with(&[DATE]),
        row(429, detailed("rate_limit_error", "contract_spend_limit_reached"), PERMANENT, Quota),
        row(429, detailed("rate_limit_error", "ramp_limit_exceeded"), after(9_000), RateLimit).with(&[("retry-after", "9")]),
        row(400, error("invalid_request_error").replace("It failed.", "Your credit balance is too low to access the Anthropic API."), PERMANENT, Quota),
        row(529, error("overloaded_error"), THROTTLED, Overloaded),
        row(529, detailed("overloaded_error", "compaction_unavailable"), THROTTLED, Overloaded),
        row(500, error("api_error"), TRANSIENT, Server),
        row(503, detailed("api_error", "cmek_key_unreachable"), TRANSIENT, Server),
        row(503, detailed("api_error", "cmek_context_unavailable"), TRANSIENT, Server),
        row(504, error("timeout_error"), TRANSIENT, Timeout).choice(),
        row(409, error("conflict_error"), TRANSIENT, Server).choice(),
        row(409, detailed("conflict_error", "concurrent_membership_change"), TRANSIENT, Server),
        row(409, detailed("conflict_error", "external_key_changed"), TRANSIENT, Server),
        row(409, detailed("conflict_error", "scan_pending"), TRANSIENT, Server),
        row(409, detailed("conflict_error", "plugin_name_taken"), PERMANENT, InvalidRequest),
        row(409, detailed("conflict_error", "skill_name_taken"), PERMANENT, InvalidRequest),
        row(409, detailed("conflict_error", "skill_read_blocked_undecryptable"), PERMANENT, InvalidRequest),
        row(402, error("billing_error"), PERMANENT, Quota),
        row(400, error("invalid_request_error"), PERMANENT, InvalidRequest),
        row(400, says("invalid_request_error", OWN_LIMIT), PERMANENT, Quota),
        row(400, says("invalid_request_error", "prompt is too long: 210000 tokens > 200000 maximum"), PERMANENT, ContextTooLong),
        row(400, detailed("invalid_request_error", "external_key_validation_timed_out"), TRANSIENT, Timeout),
        row(401, error("authentication_error"), PERMANENT, Authentication),
        row(403, error("permission_error"), PERMANENT, Permission),
        row(404, error("not_found_error"), PERMANENT, NotFound),
        row(412, error("memory_precondition_failed"), PERMANENT, InvalidRequest),
        row(409, error("memory_path_conflict"), PERMANENT, InvalidRequest),
        row(413, error("request_too_large"), PERMANENT, ContextTooLong),

        row(200, event("overloaded_error"), THROTTLED, Overloaded),
        row(200, event("rate_limit_error"), THROTTLED, RateLimit),
        row(200, event("api_error"), TRANSIENT, Server),
        row(200, event("timeout_error"), TRANSIENT, Timeout),
        row(200, event("invalid_request_error"), PERMANENT, InvalidRequest),

        row(429, error("rate_limit_error"), at_most(42_000), RateLimit).with(&reset("0")),
        row(429, error("rate_limit_error"), THROTTLED, RateLimit).with(&reset("1")),

        // The plan has no prompts of this length.
        row(429, r#"{"type": "error", "error": {"type": "rate_limit_error", "message": "Usage credits are required for long context requests."}}"#, PERMANENT, Quota),
        row(429, r#"{"type": "error", "error": {"type": "rate_limit_error", "message": "This request would exceed your organization's rate limit of 30,000 input tokens per minute (org: x, model: y). For details, refer to: https://docs.claude.com/en/api/rate-limits. You can see the response headers for current usage. Please reduce the prompt length or the maximum tokens requested, or try again later. You may also contact sales at https://www.anthropic.com/contact-sales to discuss your options for a rate limit increase."}}"#, THROTTLED, RateLimit),
        row(400, r#"{"type": "error", "error": {"type": "invalid_request_error", "message": "input length and `max_tokens` exceed context limit: 190000 + 20000 > 200000, decrease input length or `max_tokens` and try again"}}"#, PERMANENT, ContextTooLong),
        row(400, r#"{"type": "error", "error": {"type": "invalid_request_error", "message": "messages.0.content.1.image.source.base64: image exceeds 5 MB maximum: 5316852 bytes > 5242880 bytes"}}"#, PERMANENT, InvalidRequest),
        row(200, "event: message_start\ndata: {\"type\":\"message_start\",\"message\":{\"id\":\"m\",\"role\":\"assistant\",\"content\":[]}}\n\nevent: content_block_start\ndata: {\"type\":\"content_block_start\",\"index\":0,\"content_block\":{\"type\":\"text\",\"text\":\"\"}}\n\nevent: ping\ndata: {\"type\":\"ping\"}\n\nevent: error\ndata: {\"type\":\"error\",\"error\":{\"type\":\"overloaded_error\",\"message\":\"Overloaded\"}}\n\n", THROTTLED, Overloaded),
    ]
}

fn reset(remaining: &'static str) -> [crate::Header; 3] {
    [
        DATE,
        ("anthropic-ratelimit-requests-remaining", remaining),
        ("anthropic-ratelimit-requests-reset", "2026-11-26T07:00:42Z"),
    ]
}
