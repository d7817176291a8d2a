//! Replicate: a `detail` for a person, and the wait beside it.

use super::super::profile::Profile;
use super::super::provider::Provider;

pub(super) const PROFILE: Profile = Profile {
    provider: Provider::Replicate,
    name: "Replicate",
    hosts: &["replicate.com"],
    key_prefixes: &["r8_"],
    ..Profile::EMPTY
};
