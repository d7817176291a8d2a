//! Cloudflare: Workers AI, whose errors stand in a list, and what the network in front of other APIs says itself.
//!
//! The free neurons of a day are given out at 00:00 UTC.

use super::super::meaning::{Meaning, OVERLOADED, RATE_LIMIT, Reset, quota};
use super::super::profile::{Field, Profile};
use super::super::provider::Provider;

const QUOTA_OF_DAY: Meaning = quota(Reset::NextDay("UTC0"));

pub(super) const PROFILE: Profile = Profile {
    provider: Provider::Cloudflare,
    name: "Cloudflare",
    hosts: &["api.cloudflare.com", "gateway.ai.cloudflare.com"],
    gateway_headers: &["cf-aig-event-id", "cf-aig-log-id"],
    fields: &[("error_code", Field::Code)],
    own_codes: &[
        ("3036", QUOTA_OF_DAY),
        ("4006", QUOTA_OF_DAY),
        ("3040", OVERLOADED),
    ],
    codes: &[("1015", RATE_LIMIT)], // of a website in front of which it stands
    ..Profile::EMPTY
};
