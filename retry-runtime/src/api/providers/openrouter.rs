//! OpenRouter: `code` is a status, and an error may come with 200 in HTTP.

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
    wrappers: &["choices"], // an answer that failed on the way
    distinct_key_prefixes: &["sk-or-"],
    texts: &[
        ("-per-min", RATE_LIMIT),
        ("limit_rpm", RATE_LIMIT),
        ("-per-day", QUOTA),
        ("limit_rpd", QUOTA),
        ("key limit exceeded", QUOTA), // a 403: what one has granted the key
    ],
    codes: &[
        // The credits that requests under way have reserved come free again; a 402 is else a bill.
        ("openrouter_in_flight_budget", RATE_LIMIT),
        ("openrouter_*_daily", QUOTA),
    ],
    ..Profile::EMPTY
};
