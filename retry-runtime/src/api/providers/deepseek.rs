//! DeepSeek: OpenAI's shapes. A 402 is a balance that is used up, and a 503 a full server.

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
