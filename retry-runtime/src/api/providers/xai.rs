//! xAI: OpenAI's shapes, or a sentence as `code` and another as `error`.
//!
//! A 403 is as often a team without credits as a matter of permission; the words tell, as they do elsewhere.

use super::super::profile::Profile;
use super::super::provider::Provider;

pub(super) const PROFILE: Profile = Profile {
    provider: Provider::Xai,
    name: "xAI",
    hosts: &["x.ai"],
    key_prefixes: &["xai-"],
    ..Profile::EMPTY
};
