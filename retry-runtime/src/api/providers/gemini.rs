//! Gemini, on Google AI and on Vertex AI.
//!
//! A quota of the day is not worth the short wait that may stand beside it, so the names of quotas come first.
//! `DEADLINE_EXCEEDED` is retried, as in the official SDK; the documentation advises a longer timeout or a shorter
//! prompt.

use super::super::meaning::{
    AUTHENTICATION, BILLING, INVALID, Meaning, NOT_FOUND, OVERLOADED, PERMISSION, RATE_LIMIT,
    Reset, SERVER, TIMEOUT, quota,
};
use super::super::profile::{Field, Profile, Sign};
use super::super::provider::Provider;

/// The days of quotas end at midnight in California.
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
    signs: &[Sign::value("error.details.@type", "type.googleapis.com/*")],
    fields: &[
        ("error.status", Field::Status),
        ("error.details.reason", Field::Reason),
        ("error.details.violations.quotaId", Field::Limit),
        ("error.details.metadata.quota_limit", Field::Limit),
        ("error.details.retryDelay", Field::RetryAfter),
        ("error.details.retryDelay.seconds", Field::RetryAfter),
    ],
    key_prefixes: &["AIza", "AQ.", "ya29."],
    distinct_key_prefixes: &["AIzaSy"],
    // The plan has none of this model: the limit of the minute that stands beside it is not what is missing.
    texts: &[("limit: 0,", BILLING)],
    codes: &[
        ("*perday*", QUOTA_OF_DAY),
        ("quota_exceeded", QUOTA_OF_DAY),
        ("billing_disabled", BILLING),
        ("api_key_invalid", AUTHENTICATION),
        ("resource_exhausted", RATE_LIMIT),
        ("too_many_requests", RATE_LIMIT),
        ("rate_limit_exceeded", RATE_LIMIT),
        ("unavailable", OVERLOADED),
        ("internal", SERVER),
        ("deadline_exceeded", TIMEOUT),
        ("invalid_argument", INVALID),
        ("failed_precondition", INVALID),
        ("cancelled", INVALID),
        // Names that gRPC has and HTTP has not.
        ("already_exists", INVALID),
        ("out_of_range", INVALID),
        ("unimplemented", INVALID),
        ("data_loss", INVALID),
        ("unauthenticated", AUTHENTICATION),
        ("permission_denied", PERMISSION),
        ("not_found", NOT_FOUND),
    ],
    ..Profile::EMPTY
};
