//! Everything that is known about the providers: one profile a file.
//!
//! What a profile does not say, that of OpenAI-compatible APIs says.

mod anthropic;
mod azure;
mod bedrock;
mod cohere;
mod compatible;
mod gemini;
mod groq;
mod mistral;
mod ollama;
mod openai;
mod openrouter;
mod together;

use std::fmt;

use super::profile::Profile;
use super::provider::Provider;

/// All profiles, in the order in which their hosts, headers and fields are looked for: those who take over the headers
/// of another stand before it.
pub(super) static PROFILES: [&Profile; 12] = [
    &compatible::PROFILE,
    &groq::PROFILE,
    &azure::PROFILE,
    &bedrock::PROFILE,
    &anthropic::PROFILE,
    &openai::PROFILE,
    &mistral::PROFILE,
    &gemini::PROFILE,
    &openrouter::PROFILE,
    &cohere::PROFILE,
    &together::PROFILE,
    &ollama::PROFILE,
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
