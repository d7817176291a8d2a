//! llama.cpp's server: OpenAI's shapes. It answers 503 while it loads the model.

use super::super::meaning::{CONTEXT, INVALID, OVERLOADED};
use super::super::profile::{Profile, Sign};
use super::super::provider::Provider;

pub(super) const PROFILE: Profile = Profile {
    provider: Provider::LlamaCpp,
    name: "llama.cpp",
    signs: &[Sign::field("error.n_ctx")],
    // Of its own completions, whose text is in the same field as Mistral's.
    ends: &[Sign::value("stop", "true")],
    codes: &[("exceed_context_size_error", CONTEXT)],
    types: &[
        ("unavailable_error", OVERLOADED),
        ("not_supported_error", INVALID),
    ],
    ..Profile::EMPTY
};
