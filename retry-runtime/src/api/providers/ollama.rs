//! Ollama: the status, and a text. A 503 is a full queue.

use super::super::profile::Profile;
use super::super::provider::Provider;

pub(super) const PROFILE: Profile = Profile {
    provider: Provider::Ollama,
    name: "Ollama",
    hosts: &["ollama.com"],
    port: Some("11434"),
    ..Profile::EMPTY
};
