//! Gemini, on Google AI and on Vertex AI.
//!
//! A quota of the day is not worth the short wait that may stand beside it, so the names of quotas come first.
//! `DEADLINE_EXCEEDED` is retried, as in the official SDK; the documentation advises a longer timeout or a shorter
//! prompt.

use super::super::rules::{
    AUTHENTICATION, BILLING, INVALID, NOT_FOUND, OVERLOADED, PERMISSION, QUOTA_OF_DAY, RATE_LIMIT,
    SERVER, TIMEOUT,
};
use super::Table;

pub(super) const TABLE: Table = Table {
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
    ..Table::EMPTY
};
