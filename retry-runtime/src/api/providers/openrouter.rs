//! OpenRouter: `code` is the status, and the status of HTTP may be 200.

use super::super::meaning::{QUOTA, RATE_LIMIT};
use super::super::profile::{Field, Profile, Sign};
use super::super::provider::Provider;

pub(super) const PROFILE: Profile = Profile {
    provider: Provider::OpenRouter,
    name: "OpenRouter",
    hosts: &["openrouter.ai"],
    signs: &[
        Sign::field("error.metadata.provider_name"),
        Sign::field("error.metadata.limit_source"),
        Sign::field("error.metadata.headers.X-RateLimit-Reset"),
    ],
    fields: &[
        ("error.metadata.raw", Field::Raw),
        ("error.metadata.error_type", Field::Reason),
        ("error.metadata.limit_source", Field::Limit),
        ("error.metadata.headers.X-RateLimit-Reset", Field::ResetsAt),
        ("error.metadata.headers.Retry-After", Field::RetryAfter),
        ("error.metadata.retry_after_seconds", Field::RetryAfter),
    ],
    wrappers: &["choices"], // an answer that failed midway
    distinct_key_prefixes: &["sk-or-"],
    texts: &[
        ("-per-min", RATE_LIMIT),
        ("limit_rpm", RATE_LIMIT),
        ("-per-day", QUOTA),
        ("limit_rpd", QUOTA),
        ("key limit exceeded", QUOTA), // a 403: the credit that the customer has granted the key
    ],
    codes: &[
        // Credits that requests under way have reserved are released again. Any other 402 is a bill.
        ("openrouter_in_flight_budget", RATE_LIMIT),
        ("openrouter_*_daily", QUOTA),
    ],
    ..Profile::EMPTY
};
