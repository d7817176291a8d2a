//! Anthropic: `details.error_code` before `type`, and never the text.
//!
//! A conflict and a time-out of the gateway are retried, as in the official SDK; the documentation advises to stream
//! instead of waiting longer.

use super::super::rules::{
    AUTHENTICATION, BILLING, CONFLICT, CONTEXT, INVALID, NOT_FOUND, OVERLOADED, PERMISSION, QUOTA,
    QUOTA_OF_MONTH, RATE_LIMIT, SERVER, TIMEOUT,
};
use super::Table;

pub(super) const TABLE: Table = Table {
    codes: &[
        // The cap of a tier lasts until the 1st of the next month, 00:00 UTC.
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
};
