//! In which order the profiles are asked what a failure means.
//!
//! The body comes before the status: a code that a provider gives to one failure only says more than a status that
//! several share. Then the status, as this provider uses it. Then names so general that they only count where the
//! status says nothing (an error inside a 200). Last, the text may name the failure more exactly, and decides nothing.

use super::facts::Facts;
use super::meaning::{CONTEXT, INVALID, Meaning, POLICY, SERVER};
use super::pattern::matches;
use super::profile::Profile;

/// Phrases of messages by which a request that is wrong turns out to be too long or refused by policy.
const FINER: [(&str, Meaning); 14] = [
    ("context length", CONTEXT),
    ("context window", CONTEXT),
    ("context limit", CONTEXT),
    ("prompt is too long", CONTEXT),
    ("input is too long", CONTEXT),
    ("too many input tokens", CONTEXT),
    ("too many tokens", CONTEXT),
    ("maximum number of tokens", CONTEXT),
    ("input token count", CONTEXT),
    ("too large for model", CONTEXT),
    ("content management policy", POLICY),
    ("content policy", POLICY),
    ("content filter", POLICY),
    ("safety system", POLICY),
];

/// What the profiles say, asked in their order: the provider's, that of the body's signs, and what all have in common.
pub(super) fn meaning(profiles: [&Profile; 3], facts: &Facts) -> Meaning {
    let status = facts.status.unwrap_or_default();
    let first = |ask: &dyn Fn(&Profile) -> Option<Meaning>| profiles.into_iter().find_map(ask);
    let message = facts.message.as_ref().map(|it| it.to_ascii_lowercase());
    let message = message.as_deref().unwrap_or_default();
    let meaning = first(&|it| by_phrase(it.texts, message).or_else(|| by_word(it.codes, facts)))
        .or_else(|| first(&|it| by_status(it.statuses, status)))
        .or_else(|| by_class(status))
        .or_else(|| first(&|it| by_word(it.types, facts)))
        // An error that says nothing: retried, like every error that nobody classified.
        .unwrap_or(SERVER);
    if meaning == INVALID {
        by_phrase(&FINER, message).unwrap_or(meaning)
    } else {
        meaning
    }
}

fn by_phrase(rows: &[(&str, Meaning)], message: &str) -> Option<Meaning> {
    let row = rows.iter().find(|(phrase, _)| message.contains(phrase))?;
    Some(row.1)
}

fn by_word(rows: &[(&str, Meaning)], facts: &Facts) -> Option<Meaning> {
    let is_named = |pattern| facts.words.iter().any(|word| matches(pattern, word));
    let row = rows.iter().find(|(pattern, _)| is_named(pattern))?;
    Some(row.1)
}

fn by_status(rows: &[(u16, Meaning)], status: u16) -> Option<Meaning> {
    let row = rows.iter().find(|(it, _)| *it == status)?;
    Some(row.1)
}

/// A status that no profile has.
fn by_class(status: u16) -> Option<Meaning> {
    match status {
        300..=499 => Some(INVALID),
        500..=599 => Some(SERVER),
        _ => None,
    }
}
