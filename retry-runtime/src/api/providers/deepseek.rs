//! DeepSeek: OpenAI's shapes. 402: the balance is used up. 503: the server is overloaded.

use super::super::profile::Profile;
use super::super::provider::Provider;

pub(super) const PROFILE: Profile = Profile {
    provider: Provider::DeepSeek,
    name: "DeepSeek",
    hosts: &["deepseek.com"],
    headers: &["x-ds-trace-id"],
    request_id_headers: &["x-ds-trace-id"],
    ..Profile::EMPTY
};
