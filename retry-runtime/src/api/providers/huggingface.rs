//! Hugging Face: its Inference Providers and Endpoints, and any server that runs its Text Generation Inference (TGI).

use super::super::meaning::{INVALID, OVERLOADED, SERVER};
use super::super::profile::{Field, Profile, Sign};
use super::super::provider::Provider;

pub(super) const PROFILE: Profile = Profile {
    provider: Provider::HuggingFace,
    name: "Hugging Face",
    hosts: &["huggingface.co", "hf.co", "huggingface.cloud", "hf.space"],
    headers: &["x-compute-type"],
    signs: &[
        Sign::field("estimated_time"),
        Sign::value("error_type", "*generation"),
    ],
    fields: &[
        ("estimated_time", Field::RetryAfter), // until a model is loaded
        ("error_type", Field::Type),
    ],
    outputs: &["token.text"],
    // The last token has them.
    finishes: &[
        Sign::field("generated_text"),
        Sign::field("details.finish_reason"),
    ],
    reasons: &["details.finish_reason"],
    key_prefixes: &["hf_"],
    // Sent with a 424, although it is the model that failed.
    own_codes: &[("generation", SERVER), ("incomplete_generation", SERVER)],
    types: &[("validation", INVALID), ("overloaded", OVERLOADED)],
    ..Profile::EMPTY
};
