//! Groq: OpenAI's shapes, with statuses of its own.

use super::super::meaning::{INVALID, OVERLOADED};
use super::super::profile::{Field, Profile, Sign};
use super::super::provider::Provider;

pub(super) const PROFILE: Profile = Profile {
    provider: Provider::Groq,
    name: "Groq",
    hosts: &["groq.com"],
    headers: &["x-groq-region"],
    // In the last chunk of a stream that ends early.
    signs: &[Sign::field("x_groq.error")],
    fields: &[("x_groq.error", Field::Message)],
    key_prefixes: &["gsk_"],
    statuses: &[
        // No capacity for the flex tier. The official SDK does not retry it; the documentation says to.
        (498, OVERLOADED),
        // Sources disagree. The request asks for something, or depends on something, that does not work.
        (422, INVALID),
        (424, INVALID),
    ],
    ..Profile::EMPTY
};
