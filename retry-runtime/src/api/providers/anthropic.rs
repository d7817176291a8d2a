//! Anthropic: `details.error_code` decides before `type`. The text counts only where it alone tells a bill or a prompt
//! that is too long.
//!
//! A conflict and a time-out of the gateway are retried, as in the official SDK; the documentation advises to stream
//! instead of waiting longer.

use super::super::meaning::{
    AUTHENTICATION, BILLING, CONFLICT, CONTEXT, INVALID, Meaning, NOT_FOUND, OVERLOADED,
    PERMISSION, QUOTA, RATE_LIMIT, Reset, SERVER, TIMEOUT, quota,
};
use super::super::profile::{Field, Profile, Sign};
use super::super::provider::Provider;

/// The cap of a tier lasts until the 1st of the next month, 00:00 UTC.
const QUOTA_OF_MONTH: Meaning = quota(Reset::NextMonth("UTC0"));

pub(super) const PROFILE: Profile = Profile {
    provider: Provider::Anthropic,
    name: "Anthropic",
    hosts: &["anthropic.com"],
    headers: &[
        "anthropic-organization-id",
        "anthropic-ratelimit-requests-limit",
        "anthropic-ratelimit-tokens-limit",
    ],
    // OpenAI's error events have this type too, but with a code, or without a type of the error.
    signs: &[Sign {
        only_without_code: true,
        ..Sign::value("type", "error")
    }],
    fields: &[("error.details.error_code", Field::Reason)],
    announcements: &["message_start", "ping"],
    // A block of text or thinking begins empty; that of a tool call begins with its name.
    openings: &[Sign::field("content_block.type")],
    outputs: &[
        "content_block.text",
        "content_block.thinking",
        "content_block.name",
        "content_block.data",
        "delta.text",
        "delta.thinking",
        "delta.partial_json",
        "content.text", // a message in one piece
        "content.name",
    ],
    ends: &[Sign::value("type", "message_stop")],
    finishes: &[Sign::field("stop_reason")], // a message in one piece
    reasons: &["delta.stop_reason", "stop_reason"],
    distinct_key_prefixes: &["sk-ant-"],
    codes: &[
        ("enforced_spend_limit_reached", QUOTA_OF_MONTH),
        ("contract_spend_limit_reached", QUOTA),
        ("ramp_limit_exceeded", RATE_LIMIT),
        ("compaction_unavailable", OVERLOADED),
        ("cmek_key_unreachable", SERVER),
        ("cmek_context_unavailable", SERVER),
        ("external_key_validation_timed_out", TIMEOUT),
        ("concurrent_membership_change", CONFLICT),
        ("external_key_changed", CONFLICT),
        ("scan_pending", CONFLICT),
        ("plugin_name_taken", INVALID),
        ("skill_name_taken", INVALID),
        ("skill_read_blocked_undecryptable", INVALID),
        ("billing_error", BILLING),
        ("request_too_large", CONTEXT),
    ],
    own_codes: &[
        ("memory_*", INVALID),
        ("overloaded_error", OVERLOADED),
        ("rate_limit_error", RATE_LIMIT),
        ("authentication_error", AUTHENTICATION),
        ("permission_error", PERMISSION),
        ("not_found_error", NOT_FOUND),
    ],
    // The spend limit that the customer has set comes with a 400, and only the text tells it from a wrong request.
    texts: &[("specified api usage limits", QUOTA)],
    statuses: &[(412, INVALID)],
    types: &[("conflict_error", CONFLICT)],
    // 529: overloaded; nothing is billed.
    refusals: &[429, 529],
    ..Profile::EMPTY
};
