//! Anthropic: `details.error_code` before `type`, and never the text.
//!
//! A conflict and a time-out of the gateway are retried, as in the official SDK; the documentation advises to stream
//! instead of waiting longer.

use super::super::meaning::{
    AUTHENTICATION, BILLING, CONFLICT, CONTEXT, INVALID, Meaning, NOT_FOUND, OVERLOADED,
    PERMISSION, QUOTA, RATE_LIMIT, Reset, SERVER, TIMEOUT, quota,
};
use super::super::profile::{Field, Limit, Profile, Sign};
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
    // OpenAI's events have this type too, and a code, or no type of the error.
    signs: &[Sign {
        only_without_code: true,
        ..Sign::value("type", "error")
    }],
    fields: &[("error.details.error_code", Field::Reason)],
    announcements: &["message_start", "ping"],
    limits: &[
        Limit {
            remaining: "anthropic-ratelimit-requests-remaining",
            reset: "anthropic-ratelimit-requests-reset",
        },
        Limit {
            remaining: "anthropic-ratelimit-tokens-remaining",
            reset: "anthropic-ratelimit-tokens-reset",
        },
        Limit {
            remaining: "anthropic-ratelimit-input-tokens-remaining",
            reset: "anthropic-ratelimit-input-tokens-reset",
        },
        Limit {
            remaining: "anthropic-ratelimit-output-tokens-remaining",
            reset: "anthropic-ratelimit-output-tokens-reset",
        },
    ],
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
        ("memory_*", INVALID),
        ("overloaded_error", OVERLOADED),
        ("rate_limit_error", RATE_LIMIT),
        ("billing_error", BILLING),
        ("request_too_large", CONTEXT),
        ("authentication_error", AUTHENTICATION),
        ("permission_error", PERMISSION),
        ("not_found_error", NOT_FOUND),
    ],
    // Permanent by their status; only the text tells a bill, and the limit that one sets for oneself, from a request
    // that is wrong.
    texts: &[
        ("credit balance is too low", BILLING),
        ("specified api usage limits", QUOTA),
    ],
    statuses: &[(412, INVALID)],
    types: &[("conflict_error", CONFLICT)],
    ..Profile::EMPTY
};
