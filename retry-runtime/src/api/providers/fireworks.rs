//! Fireworks: OpenAI's shapes, with a status of its own.

use super::super::meaning::BILLING;
use super::super::profile::Profile;
use super::super::provider::Provider;

pub(super) const PROFILE: Profile = Profile {
    provider: Provider::Fireworks,
    name: "Fireworks",
    hosts: &["fireworks.ai"],
    headers: &[
        "fireworks-prompt-tokens",
        "fireworks-server-processing-time",
    ],
    key_prefixes: &["fw_"],
    statuses: &[(412, BILLING)], // the account is suspended: its budget is used up, or a bill is unpaid
    ..Profile::EMPTY
};
