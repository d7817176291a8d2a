//! Z.ai, and Zhipu's BigModel in China: OpenAI's shapes, with a number as `code` that says more than the status.
//!
//! The coding plan has quotas of five hours, a week and a month. Their texts name the reset in the time of China,
//! without a time zone.

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
        ("1302", RATE_LIMIT), // requests at the same time
        ("1303", RATE_LIMIT), // requests per minute
        ("1304", QUOTA),      // calls per day
        ("1305", OVERLOADED), // the whole service is overloaded
        ("1308", QUOTA),      // five hours
        ("1309", BILLING),    // the plan has expired
        ("1310", QUOTA),      // a week or a month
        ("1311", BILLING),    // the plan does not include this model
    ],
    ..Profile::EMPTY
};
