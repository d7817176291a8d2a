//! Perplexity: OpenAI's shapes, in which the code may repeat the status.

use super::super::profile::Profile;
use super::super::provider::Provider;

pub(super) const PROFILE: Profile = Profile {
    provider: Provider::Perplexity,
    name: "Perplexity",
    hosts: &["perplexity.ai"],
    key_prefixes: &["pplx-"],
    ..Profile::EMPTY
};
