//! In which order the profiles are asked what a failure means.
//!
//! The body comes before the status: a code that a provider gives to one failure only says more than a status that
//! several share. Then the status, as this provider uses it. Then names so general that they only count where the
//! status says nothing (an error inside a 200), and last what the failure is called there in plain words. What comes
//! out may still be coarse: a limit may be that of a month, and what is wrong with a request may be its length. The
//! words of the message refine it, and overrule no name that is finer.

use std::time::Duration;

use super::facts::Facts;
use super::kind::ErrorKind;
use super::meaning::{CUT, INVALID, Meaning, QUOTA, SERVER};
use super::pattern::matches;
use super::profile::Profile;
use super::providers::PROFILES;
use super::retry_after::Times;
use super::wording::Wording;

/// What resets so late is a quota, whatever it calls itself.
const LATE: Duration = Duration::from_secs(3600);

/// What the profiles say, asked in their order: the provider's, that of the body's signs, and what all have in common.
pub(super) fn meaning(profiles: [&Profile; 3], facts: &Facts, times: &Times) -> Meaning {
    if facts.has_no_event {
        return CUT;
    }
    let status = facts.status.unwrap_or_default();
    let first = |ask: &dyn Fn(&Profile) -> Option<Meaning>| profiles.into_iter().find_map(ask);
    let message = facts.message.as_deref().unwrap_or_default();
    let lower = message.to_lowercase();
    if let Some(exception) = first(&|it| by_phrase(it.texts, &lower)) {
        return exception;
    }
    let wording = || Wording::new(message, facts.codes.names());
    let coarse = first(&|it| by_word(it.codes, facts).or_else(|| by_word(it.own_codes, facts)))
        // What one provider alone calls so means the same behind a gateway, or at a host that nobody knows.
        .or_else(|| PROFILES.iter().find_map(|it| by_word(it.codes, facts)))
        .or_else(|| first(&|it| by_status(it.statuses, status)))
        .or_else(|| by_class(status))
        .or_else(|| first(&|it| by_word(it.types, facts)));
    match coarse {
        Some(coarse) => refined(coarse, &wording(), times),
        // An error that says nothing: retried, like every error that nobody classified.
        None => {
            let wording = wording();
            let meaning = refined(INVALID, &wording, times);
            if meaning == INVALID {
                wording.any().unwrap_or(SERVER)
            } else {
                meaning
            }
        }
    }
}

/// What the words of the message make of a meaning that several failures share.
fn refined(coarse: Meaning, wording: &Wording, times: &Times) -> Meaning {
    let heals_soon = times.named().is_some_and(|it| it < LATE);
    let bill = || wording.bill(heals_soon);
    let finer = match coarse.kind {
        ErrorKind::RateLimit => wording
            .never_fits()
            .or_else(bill)
            .or_else(|| match times.end() {
                Some(named) if named <= Times::SOON => None,
                Some(named) if named >= LATE => Some(QUOTA),
                _ => wording.quota(),
            }),
        ErrorKind::InvalidRequest => wording
            .never_fits()
            .or_else(bill)
            .or_else(|| wording.context())
            .or_else(|| wording.quota_reached())
            .or_else(|| wording.key())
            .or_else(|| wording.policy()),
        ErrorKind::Authentication | ErrorKind::Permission | ErrorKind::NotFound => bill()
            .or_else(|| wording.quota_reached())
            .or_else(|| wording.policy()),
        ErrorKind::Server | ErrorKind::Overloaded | ErrorKind::Timeout => bill()
            .or_else(|| wording.context())
            .or_else(|| wording.quota_reached().filter(|_| !heals_soon)),
        _ => None,
    };
    finer.unwrap_or(coarse)
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
