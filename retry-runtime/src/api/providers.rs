//! Everything that is known about the providers: one profile a file.
//!
//! What a profile does not say is as in that of OpenAI-compatible APIs.

mod anthropic;
mod azure;
mod bedrock;
mod cerebras;
mod cloudflare;
mod cohere;
mod compatible;
mod dashscope;
mod deepseek;
mod fireworks;
mod gemini;
mod groq;
mod huggingface;
mod litellm;
mod llamacpp;
mod lmstudio;
mod minimax;
mod mistral;
mod ollama;
mod openai;
mod openrouter;
mod perplexity;
mod replicate;
mod together;
mod vllm;
mod xai;
mod zai;

use std::fmt;

use super::profile::Profile;
use super::provider::Provider;

/// All profiles, in the order in which their hosts, headers and fields are looked for. A provider that sends the headers
/// of another comes before it.
pub(super) static PROFILES: [&Profile; 27] = [
    &compatible::PROFILE,
    &litellm::PROFILE,
    &groq::PROFILE,
    &azure::PROFILE,
    &bedrock::PROFILE,
    &minimax::PROFILE,
    &cerebras::PROFILE,
    &fireworks::PROFILE,
    &deepseek::PROFILE,
    &dashscope::PROFILE,
    &anthropic::PROFILE,
    &openai::PROFILE,
    &mistral::PROFILE,
    &gemini::PROFILE,
    &openrouter::PROFILE,
    &cohere::PROFILE,
    &together::PROFILE,
    &ollama::PROFILE,
    &xai::PROFILE,
    &perplexity::PROFILE,
    &zai::PROFILE,
    &huggingface::PROFILE,
    &replicate::PROFILE,
    &cloudflare::PROFILE,
    &vllm::PROFILE,
    &llamacpp::PROFILE,
    &lmstudio::PROFILE,
];

impl Provider {
    pub(super) fn profile(self) -> &'static Profile {
        let mut profiles = PROFILES.iter();
        profiles
            .find(|profile| profile.provider == self)
            .unwrap_or(&PROFILES[0])
    }
}

impl fmt::Display for Provider {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.profile().name)
    }
}
