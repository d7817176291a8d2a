//! DeepSeek: OpenAI's shapes. 402: the balance is used up. 503: the server is overloaded.

use super::super::profile::{Profile, Sign};
use super::super::provider::Provider;

pub(super) const PROFILE: Profile = Profile {
    provider: Provider::DeepSeek,
    name: "DeepSeek",
    hosts: &["deepseek.com"],
    headers: &["x-ds-trace-id"],
    request_id_headers: &["x-ds-trace-id"],
    broken_ends: &[Sign::value(
        "choices.finish_reason",
        "insufficient_system_resource",
    )],
    ..Profile::EMPTY
};
