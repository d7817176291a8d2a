//! Cerebras: the error is at the top level of the body, and headers report the limits per minute and per day.
//!
//! The code says whether the quota of tokens or that of requests was exceeded. Only the text says whether it is the
//! quota per minute or per day.

use super::super::meaning::RATE_LIMIT;
use super::super::profile::Profile;
use super::super::provider::Provider;

pub(super) const PROFILE: Profile = Profile {
    provider: Provider::Cerebras,
    name: "Cerebras",
    hosts: &["cerebras.ai"],
    headers: &[
        "x-ratelimit-limit-tokens-minute",
        "x-ratelimit-limit-requests-day",
    ],
    key_prefixes: &["csk-"],
    own_codes: &[
        ("token_quota_exceeded", RATE_LIMIT),
        ("request_quota_exceeded", RATE_LIMIT),
    ],
    ..Profile::EMPTY
};
