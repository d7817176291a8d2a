//! Replicate: `detail` is a text, and the wait is in a field beside it.

use super::super::profile::{Profile, Sign};
use super::super::provider::Provider;

pub(super) const PROFILE: Profile = Profile {
    provider: Provider::Replicate,
    name: "Replicate",
    hosts: &["replicate.com"],
    plain_outputs: &["output"],
    ends: &[Sign::value("type", "done")],
    broken_ends: &[
        Sign::value("reason", "error"),
        Sign::value("reason", "canceled"),
    ],
    key_prefixes: &["r8_"],
    ..Profile::EMPTY
};
