//! Mistral: the status decides, as `type` says `invalid_request_error` even of a lack of capacity.
//!
//! A 401 may be a plan's quota that is used up, which the body does not tell apart.

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
    // Of conversations: text, what is thought, and calls of functions.
    outputs: &[
        "content",
        "content.text",
        "content.thinking.text",
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
