//! Cerebras: the error lies at the top of the body, and its headers report the limits of a minute and of a day.
//!
//! The code says only whose quota was exceeded, that of tokens or of requests; of which time, the text tells.

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
