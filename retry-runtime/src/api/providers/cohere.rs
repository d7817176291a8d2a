//! Cohere: the body is a message and no more.
//!
//! A trial key has a limit per minute and one per month. Only the text tells which was reached, and nothing tells when
//! the month ends.

use super::super::meaning::{AUTHENTICATION, INVALID};
use super::super::profile::{Field, Profile, Sign};
use super::super::provider::Provider;

pub(super) const PROFILE: Profile = Profile {
    provider: Provider::Cohere,
    name: "Cohere",
    hosts: &["cohere.com", "cohere.ai"],
    reset_headers: &["x-ratelimit-reset"],
    announcements: &["message-start", "content-start"],
    outputs: &[
        "delta.message.content.text",
        "delta.message.content.thinking",
        "delta.message.tool_plan",
        "delta.message.tool_calls.*",
        // Of its first version:
        "text",
        "tool_calls.name",
        "tool_call_delta.*",
    ],
    ends: &[
        Sign::value("type", "message-end"),
        Sign::value("event_type", "stream-end"),
    ],
    // The end of a stream that failed, and that of its first version.
    signs: &[
        Sign::value("delta.finish_reason", "ERROR*"),
        Sign::value("delta.finish_reason", "TIMEOUT"),
    ],
    broken_ends: &[
        Sign::value("finish_reason", "ERROR"),
        Sign::value("finish_reason", "TIMEOUT"),
    ],
    reasons: &["delta.finish_reason", "finish_reason"],
    fields: &[("delta.error", Field::Message)],
    statuses: &[
        // Elsewhere there is no capacity; here the token is blocked or wrong.
        (498, AUTHENTICATION),
        (499, INVALID),
    ],
    ..Profile::EMPTY
};
