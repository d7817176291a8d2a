//! Gemini, on Google AI and on Vertex AI.
//!
//! A quota per day may come with a short wait that is no help, so the names of quotas decide first.
//! `DEADLINE_EXCEEDED` is retried, as in the official SDK; the documentation advises a longer timeout or a shorter
//! prompt.

use super::super::meaning::{
    AUTHENTICATION, BILLING, INVALID, Meaning, NO_ANSWER, NOT_FOUND, OVERLOADED, PERMISSION,
    POLICY, QUOTA, RATE_LIMIT, Reset, SERVER, TIMEOUT, quota,
};
use super::super::profile::{Field, Profile, Sign};
use super::super::provider::Provider;

/// Quotas per day reset at midnight in California.
const QUOTA_OF_DAY: Meaning = quota(Reset::NextDay("PST8PDT,M3.2.0,M11.1.0"));

pub(super) const PROFILE: Profile = Profile {
    provider: Provider::Gemini,
    name: "Gemini",
    // Vertex AI puts regions before its name or behind it.
    hosts: &[
        "generativelanguage.googleapis.com",
        "*aiplatform.googleapis.com",
        "*aiplatform.*.googleapis.com",
    ],
    headers: &["x-vertex-ai-llm-request-type"],
    signs: &[
        Sign::value("error.details.@type", "type.googleapis.com/*"),
        Sign::without_answer("promptFeedback.blockReason", "*"),
        Sign::without_answer("candidates.finishReason", "*SAFETY"),
        Sign::without_answer("candidates.finishReason", "*PROHIBITED_CONTENT"),
        Sign::without_answer("candidates.finishReason", "BLOCKLIST"),
        Sign::without_answer("candidates.finishReason", "RECITATION"),
        Sign::without_answer("candidates.finishReason", "SPII"),
        Sign::without_answer("candidates.finishReason", "*OTHER"),
        Sign::without_answer("candidates.finishReason", "MALFORMED_*"),
        Sign::without_answer("candidates.finishReason", "UNEXPECTED_TOOL_CALL"),
        Sign::value("interaction.status", "failed"),
    ],
    outputs: &[
        "candidates.content.parts.text",
        "candidates.content.parts.functionCall.*",
        "candidates.content.parts.inlineData.data",
        "candidates.content.parts.executableCode.code",
        "candidates.content.parts.codeExecutionResult.output",
        // Of interactions, beside a text:
        "delta.name",
        "delta.data",
        "delta.uri",
    ],
    thoughts: &[
        Sign::value("candidates.content.parts.thought", "true"),
        Sign::value("delta.type", "thought*"),
    ],
    // The last chunk has it, and so may the one before.
    finishes: &[Sign::field("candidates.finishReason")],
    reasons: &["candidates.finishReason"],
    numbers: &["candidates.index"],
    ends: &[Sign::value("event_type", "interaction.complete*")],
    fields: &[
        ("error.status", Field::Status),
        ("error.details.reason", Field::Reason),
        ("error.details.violations.quotaId", Field::Limit),
        ("error.details.metadata.quota_limit", Field::Limit),
        ("error.details.retryDelay", Field::RetryAfter),
        ("error.details.retryDelay.seconds", Field::RetryAfter),
        ("error.details.retryDelay.nanos", Field::Subsecond),
        ("error.details.metadata.quotaResetDelay", Field::ResetsIn),
        (
            "error.details.metadata.quotaResetTimeStamp",
            Field::ResetsAt,
        ),
        ("promptFeedback.blockReason", Field::Reason),
        ("promptFeedback.blockReasonMessage", Field::Message),
        ("candidates.finishReason", Field::Reason),
    ],
    key_prefixes: &["AIza", "AQ.", "ya29."],
    distinct_key_prefixes: &["AIzaSy"],
    texts: &[("per_day", QUOTA_OF_DAY), ("per day", QUOTA_OF_DAY)],
    codes: &[
        ("billing_disabled", BILLING),
        ("insufficient_g1_credits_balance", BILLING),
        ("quota_exhausted", QUOTA),
        ("api_key_invalid", AUTHENTICATION),
    ],
    own_codes: &[
        ("*perday*", QUOTA_OF_DAY),
        ("quota_exceeded", QUOTA_OF_DAY),
        // Names of gRPC for which HTTP has no status of its own.
        ("already_exists", INVALID),
        ("data_loss", INVALID),
        // Why a reply of 200 has no answer.
        ("safety", POLICY),
        ("image_safety", POLICY),
        ("prohibited_content", POLICY),
        ("image_prohibited_content", POLICY),
        ("blocklist", POLICY),
        ("jailbreak", POLICY),
        ("model_armor", POLICY),
        ("recitation", POLICY),
        ("spii", POLICY),
        ("other", NO_ANSWER),
        ("image_other", NO_ANSWER),
        ("block_reason_unspecified", NO_ANSWER),
        ("malformed_*", NO_ANSWER),
        ("unexpected_tool_call", NO_ANSWER),
    ],
    // The HTTP status says the same. Where it says the opposite, a gateway has set it, which knows better.
    types: &[
        ("resource_exhausted", RATE_LIMIT),
        ("too_many_requests", RATE_LIMIT),
        ("unavailable", OVERLOADED),
        ("internal", SERVER),
        ("deadline_exceeded", TIMEOUT),
        ("invalid_argument", INVALID),
        ("failed_precondition", INVALID),
        ("cancelled", INVALID),
        ("out_of_range", INVALID),
        ("unimplemented", INVALID),
        ("unauthenticated", AUTHENTICATION),
        ("permission_denied", PERMISSION),
        ("not_found", NOT_FOUND),
    ],
    ..Profile::EMPTY
};
