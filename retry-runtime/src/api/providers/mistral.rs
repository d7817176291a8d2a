//! Mistral: the status decides, because `type` is `invalid_request_error` even where there is no capacity.
//!
//! A 401 may also mean that the quota of a plan is used up, but the body does not tell.

use super::super::meaning::{OVERLOADED, RATE_LIMIT};
use super::super::profile::{Profile, Sign};
use super::super::provider::Provider;

pub(super) const PROFILE: Profile = Profile {
    provider: Provider::Mistral,
    name: "Mistral",
    hosts: &["mistral.ai"],
    headers: &["mistral-correlation-id"],
    request_id_headers: &["mistral-correlation-id"],
    signs: &[Sign::value("type", "conversation.response.error")],
    announcements: &["conversation.response.started"],
    // Of conversations: text, thinking and function calls.
    outputs: &[
        "content",
        "content.text",
        "content.thinking.text",
        "content.file_id",
        "arguments",
    ],
    ends: &[Sign::value("type", "conversation.response.done")],
    own_codes: &[
        ("rate_limited", RATE_LIMIT),
        ("1300", RATE_LIMIT),
        ("3505", OVERLOADED),
    ],
    texts: &[("service tier capacity exceeded", OVERLOADED)],
    ..Profile::EMPTY
};
