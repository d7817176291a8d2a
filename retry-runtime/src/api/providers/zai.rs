//! Z.ai, and Zhipu's BigModel in China: OpenAI's shapes, with a number as `code`, which says more than the status.
//!
//! The coding plan has quotas of five hours, a week and a month. Its texts name the reset, in Chinese time and without saying
//! so.

use super::super::meaning::{BILLING, CONTEXT, OVERLOADED, POLICY, QUOTA, RATE_LIMIT};
use super::super::profile::Profile;
use super::super::provider::Provider;

pub(super) const PROFILE: Profile = Profile {
    provider: Provider::Zai,
    name: "Z.ai",
    hosts: &["z.ai", "bigmodel.cn"],
    zone: "CST-8",
    codes: &[("1113", BILLING)], // in arrears
    own_codes: &[
        ("1261", CONTEXT),
        ("1301", POLICY),
        ("1302", RATE_LIMIT), // requests at a time
        ("1303", RATE_LIMIT), // requests a minute
        ("1304", QUOTA),      // calls a day
        ("1305", OVERLOADED), // too many requests of everybody
        ("1308", QUOTA),      // five hours
        ("1309", BILLING),    // the plan has expired
        ("1310", QUOTA),      // a week or a month
        ("1311", BILLING),    // the plan has not this model
    ],
    ..Profile::EMPTY
};
