//! Cohere: the body is a message and no more.

use super::super::meaning::{AUTHENTICATION, INVALID, QUOTA};
use super::super::profile::{Limit, Profile};
use super::super::provider::Provider;

pub(super) const PROFILE: Profile = Profile {
    provider: Provider::Cohere,
    name: "Cohere",
    hosts: &["cohere.com", "cohere.ai"],
    limits: &[Limit {
        remaining: "x-ratelimit-remaining",
        reset: "x-ratelimit-reset",
    }],
    // A trial key has two limits, a minute's and a month's, and only the text tells which; nothing tells when the
    // month ends.
    texts: &[
        ("/ month", QUOTA),
        ("/month", QUOTA),
        ("per month", QUOTA),
        ("monthly", QUOTA),
    ],
    statuses: &[
        // Elsewhere a lack of capacity: here a token that is blocked or wrong.
        (498, AUTHENTICATION),
        (499, INVALID),
    ],
    ..Profile::EMPTY
};
