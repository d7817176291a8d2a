//! LM Studio: `error` is a text, in a stream too.

use super::super::profile::{Profile, Sign};
use super::super::provider::Provider;

pub(super) const PROFILE: Profile = Profile {
    provider: Provider::LmStudio,
    name: "LM Studio",
    port: Some("1234"),
    // Of its own chats, whose text is in the same field as Mistral's.
    announcements: &[
        "chat.start",
        "model_load.*",
        "prompt_processing.*",
        "message.start",
        "reasoning.start",
    ],
    thoughts: &[Sign::value("type", "reasoning.*")],
    ends: &[Sign::value("type", "chat.end")],
    ..Profile::EMPTY
};
