//! Any API that is compatible with OpenAI's, and what all providers share: the statuses as HTTP defines them.

use super::super::meaning::{
    AUTHENTICATION, BILLING, CONFLICT, CONTEXT, INVALID, NOT_FOUND, OVERLOADED, PERMISSION, POLICY,
    QUOTA, RATE_LIMIT, SERVER, TIMEOUT,
};
use super::super::profile::{Field, Profile, Sign};
use super::super::provider::Provider;

pub(super) const PROFILE: Profile = Profile {
    provider: Provider::Compatible,
    name: "API",
    signs: &[
        Sign::value("object", "error"),
        Sign::value("choices.finish_reason", "error"),
        Sign::field("error_message"), // in place of a chunk's choices
        Sign::field("error_msg"),     // Baidu, with a 200
    ],
    fields: &[
        ("error", Field::Message),
        ("error_message", Field::Message),
        ("error_msg", Field::Message),
        ("err_msg", Field::Message), // Deepgram
        ("msg", Field::Message),
        ("error.message", Field::Message),
        ("response.incomplete_details.reason", Field::Reason),
        ("error.detail", Field::Message),
        ("message", Field::Message),
        ("detail", Field::Message),
        ("detail.msg", Field::Message),
        ("detail.message", Field::Message),
        ("errors.msg", Field::Message),
        ("errors.message", Field::Message),
        ("error.code", Field::Code),
        ("reason", Field::Reason),
        ("detail.code", Field::Code),
        ("detail.status", Field::Status),
        ("code", Field::Code),
        ("errors.code", Field::CodeName),
        ("status", Field::HttpStatus),
        ("error.type", Field::Type),
        ("type", Field::Type),
        ("error.request_id", Field::RequestId),
        ("error.retry_after", Field::RetryAfter),
        ("error.retry_after_seconds", Field::RetryAfter),
        ("detail.retry_after", Field::RetryAfter),
        ("retry_after", Field::RetryAfter),
        ("retry_after_seconds", Field::RetryAfter),
        ("request_id", Field::RequestId),
        ("requestId", Field::RequestId),
    ],
    wrappers: &["error", "detail", "message"], // gateways put an error into one of their own
    openings: &[
        Sign::field("choices.delta.role"),
        Sign::value("object", "chat.completion.chunk"),
    ],
    outputs: &[
        "choices.delta.content",
        "choices.delta.content.text",
        "choices.delta.content.thinking.text",
        "choices.delta.reasoning",
        "choices.delta.reasoning_content",
        "choices.delta.reasoning_details.text",
        "choices.delta.reasoning_details.summary",
        "choices.delta.reasoning_details.data",
        "choices.delta.refusal",
        "choices.delta.tool_calls.*",
        "choices.delta.function_call.*",
        "choices.delta.audio.data",
        "choices.delta.audio.transcript",
        "choices.delta.images.image_url.url",
        // From servers that answer in one piece although a stream was asked for.
        "choices.message.content",
        "choices.message.content.text",
        "choices.message.reasoning*",
        "choices.message.refusal",
        "choices.message.tool_calls.*",
        "choices.text",
        "response", // Cloudflare, and Ollama's completions
    ],
    // `[DONE]` follows, but some servers leave it out.
    finishes: &[Sign::field("choices.finish_reason")],
    reasons: &["choices.finish_reason"],
    numbers: &["choices.index"],
    request_id_headers: &["x-request-id", "request-id"],
    wait_headers: &["retry-after-ms"],
    key_prefixes: &[
        "sk-", "sk_", "pk-", "rk-", "nvapi-",  // NVIDIA
        "bce-v3/", // Baidu
        "ghp_",    // GitHub
        "eyJ",     // any JSON Web Token
    ],
    codes: &[
        ("*_spend_limit_exceeded", QUOTA),
        ("*_usage_limit_exceeded", QUOTA),
        ("usage_limit_*", QUOTA),
        ("insufficient_quota", BILLING),
        ("credit_balance_exhausted", BILLING),
        ("billing_not_active", BILLING),
        ("usage_not_included", BILLING),
        ("billing_hard_limit_reached", BILLING),
        ("exceeded_current_quota_error", BILLING), // Moonshot
        ("rate_limit_exceeded", RATE_LIMIT),
        ("slow_down", RATE_LIMIT),
        ("*_weekly_rate_limited", QUOTA),        // GitHub Copilot
        ("setlimitexceeded", QUOTA),             // Volcengine: the limit that the customer has set
        ("engine_overloaded_error", OVERLOADED), // Moonshot
        ("server_is_overloaded", OVERLOADED),
        ("context_length_exceeded", CONTEXT),
        ("content_filter", POLICY),
        ("content_policy_violation", POLICY),
        ("invalid_api_key", AUTHENTICATION),
        ("model_not_found", NOT_FOUND),
    ],
    statuses: &[
        (400, INVALID),
        (401, AUTHENTICATION),
        (402, BILLING),
        (403, PERMISSION),
        (404, NOT_FOUND),
        (408, TIMEOUT),
        // The official SDKs take it for a lock that timed out; rig-core and LangChain do not retry it.
        (409, CONFLICT),
        (413, CONTEXT),
        (422, INVALID),
        // RFC 8470: the client may send the request again. The official SDKs do not; rig-core does.
        (425, CONFLICT),
        (429, RATE_LIMIT),
        (500, SERVER),
        // RFC 9110: the server does not support the request, so a retry is no help. The official SDKs retry it all the
        // same.
        (501, INVALID),
        (502, SERVER),
        (503, OVERLOADED),
        (504, TIMEOUT),
        (505, INVALID),
        (529, OVERLOADED),
    ],
    types: &[
        ("rate_limit_error", RATE_LIMIT),
        ("rate_limited", RATE_LIMIT),
        ("too_many_requests", RATE_LIMIT),
        ("requests", RATE_LIMIT),
        ("tokens", RATE_LIMIT),
        ("overloaded_error", OVERLOADED),
        ("service_unavailable_error", OVERLOADED),
        ("timeout_error", TIMEOUT),
        ("authentication_error", AUTHENTICATION),
        ("permission_error", PERMISSION),
        ("not_found_error", NOT_FOUND),
        ("invalid_request_error", INVALID),
        ("invalid_request", INVALID),
        ("server_error", SERVER),
        ("api_error", SERVER),
    ],
    ..Profile::EMPTY
};
