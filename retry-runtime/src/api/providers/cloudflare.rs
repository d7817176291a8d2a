//! Cloudflare: Workers AI, whose errors are in a list, and the errors of the network in front of other APIs.
//!
//! The free neurons of a day are granted at 00:00 UTC.

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
    codes: &[("1015", RATE_LIMIT)], // the limit of a website behind Cloudflare
    ..Profile::EMPTY
};
