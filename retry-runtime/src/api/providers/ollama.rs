//! Ollama: the status, and a text as `error`. 503: the queue is full.

use super::super::profile::{Profile, Sign};
use super::super::provider::Provider;

pub(super) const PROFILE: Profile = Profile {
    provider: Provider::Ollama,
    name: "Ollama",
    hosts: &["ollama.com"],
    port: Some("11434"),
    outputs: &[
        "message.content",
        "message.thinking",
        "message.tool_calls.function.name",
        "thinking",
    ],
    ends: &[Sign::value("done", "true")],
    ..Profile::EMPTY
};
