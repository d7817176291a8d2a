//! xAI: OpenAI's shapes, or a sentence as `code` and another as `error`.
//!
//! A 403 may be a team without credits or a missing permission: only the words tell.

use super::super::profile::Profile;
use super::super::provider::Provider;

pub(super) const PROFILE: Profile = Profile {
    provider: Provider::Xai,
    name: "xAI",
    hosts: &["x.ai"],
    key_prefixes: &["xai-"],
    ..Profile::EMPTY
};
