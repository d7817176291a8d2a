//! What the providers' codes and statuses mean: one table a file, to be read and extended.
//!
//! Codes are written in lower case; a `*` stands for anything. The first row that fits decides, so the exceptions stand
//! above the rule. What a provider's table does not say, that of OpenAI-compatible APIs says.

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

use super::body::Facts;
use super::provider::Provider;
use super::rules::{Meaning, matches};

type Rows<K> = &'static [(K, Meaning)];

/// What one provider's errors mean.
#[derive(Clone, Copy)]
pub(super) struct Table {
    /// Phrases of the message, in lower case, where a provider says it nowhere else. They come before the codes.
    pub(super) texts: Rows<&'static str>,
    /// Codes, types and names that stand for one failure, whatever the status.
    pub(super) codes: Rows<&'static str>,
    /// Statuses that this provider uses in its own way.
    pub(super) statuses: Rows<u16>,
    /// Types so general that they count only where the status says nothing.
    pub(super) types: Rows<&'static str>,
}

impl Table {
    const EMPTY: Self = Self {
        codes: &[],
        texts: &[],
        statuses: &[],
        types: &[],
    };

    pub(super) fn of(provider: Provider) -> &'static Self {
        match provider {
            Provider::Anthropic => &anthropic::TABLE,
            Provider::AzureOpenAi => &azure::TABLE,
            Provider::Bedrock => &bedrock::TABLE,
            Provider::Cohere => &cohere::TABLE,
            Provider::Compatible => &compatible::TABLE,
            Provider::Gemini => &gemini::TABLE,
            Provider::Groq => &groq::TABLE,
            Provider::Mistral => &mistral::TABLE,
            Provider::Ollama => &ollama::TABLE,
            Provider::OpenAi => &openai::TABLE,
            Provider::OpenRouter => &openrouter::TABLE,
            Provider::Together => &together::TABLE,
        }
    }

    pub(super) fn by_code(&self, facts: &Facts) -> Option<Meaning> {
        named(self.codes, facts)
    }

    pub(super) fn by_type(&self, facts: &Facts) -> Option<Meaning> {
        named(self.types, facts)
    }

    pub(super) fn by_text(&self, facts: &Facts) -> Option<Meaning> {
        let message = facts.message.as_ref()?.to_ascii_lowercase();
        let row = self
            .texts
            .iter()
            .find(|(phrase, _)| message.contains(phrase));
        row.map(|(_, meaning)| *meaning)
    }

    pub(super) fn by_status(&self, status: u16) -> Option<Meaning> {
        let row = self.statuses.iter().find(|(it, _)| *it == status);
        row.map(|(_, meaning)| *meaning)
    }
}

fn named(rows: Rows<&'static str>, facts: &Facts) -> Option<Meaning> {
    let row = rows
        .iter()
        .find(|(pattern, _)| facts.words.iter().any(|word| matches(pattern, word)));
    row.map(|(_, meaning)| *meaning)
}
