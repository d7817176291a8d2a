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
    reasons: &["done_reason"],
    // A request without a prompt loads a model, or unloads it.
    may_be_empty: &[
        Sign::value("done_reason", "load"),
        Sign::value("done_reason", "unload"),
    ],
    ..Profile::EMPTY
};
