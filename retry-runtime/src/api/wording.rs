//! What a failure means by the words of its message and its names, whoever wrote them.
//!
//! No list of texts: a meaning is a subject and what is said of it, both in one sentence. Names such as
//! `insufficient_balance_error` or `WeeklyLimitReached` are sentences too.

mod sentences;
mod words;

use super::meaning::{AUTHENTICATION, BILLING, CONTEXT, Meaning, POLICY, QUOTA};
use sentences::{number_after, sentences, spelled};
use words::{
    ANSWER, ANY, KEY, LACKING, LIMIT, LONG, MONEY, NO_PROMPT, PARTS, PROMPT, REACHED, REFUSED,
    SHORT, SIZE, TOO_LONG, UNKNOWN, UNPAID, Words,
};

/// The sentences of a message and the names beside it, in lower case, without punctuation.
pub(super) struct Wording(Vec<String>);

impl Wording {
    pub(super) fn new<'a>(message: &str, names: impl Iterator<Item = &'a str>) -> Self {
        let mut sentences = sentences(message);
        sentences.extend(names.map(spelled));
        Self(sentences)
    }

    /// One request that is larger than the limit which it exceeds: it never fits.
    pub(super) fn never_fits(&self) -> Option<Meaning> {
        let too_large = |it: &String| has(it, &[" request too large ", " requested tokens exceed"]);
        if self.0.iter().any(too_large) {
            return Some(CONTEXT);
        }
        self.0.iter().find_map(|sentence| {
            let limit = number_after(sentence, " limit ")?;
            let requested = number_after(sentence, " requested ");
            if limit > 0 {
                return requested.is_some_and(|it| it > limit).then_some(CONTEXT);
            }
            // The plan has none of it, whatever is requested.
            (requested.is_some() || sentence.contains(" quota ")).then_some(BILLING)
        })
    }

    /// A bill, or credit that is used up. What is called a quota may be that of a minute: then `heals_soon` says so.
    pub(super) fn bill(&self, heals_soon: bool) -> Option<Meaning> {
        let is_bill = |it: &String| {
            let is_unpaid = has(it, MONEY)
                && has(it, LACKING)
                // "No credits were charged."
                && !has(it, &[" load balance ", " charged "]);
            let is_budget = it.contains(" budget ")
                && has(it, REACHED)
                && !has(it, &[" thinking ", " reasoning "]);
            (is_unpaid || is_budget || has(it, UNPAID))
                && !(it.contains(" quota ") && (heals_soon || self.is_short()))
        };
        self.0.iter().any(is_bill).then_some(BILLING)
    }

    /// The limit of a day, or of another time that nobody waits for.
    pub(super) fn quota(&self) -> Option<Meaning> {
        (self.period() == Some(true)).then_some(QUOTA)
    }

    /// The same, where nothing else says that it is a limit, nor that it was reached.
    pub(super) fn quota_reached(&self) -> Option<Meaning> {
        let is_reached = |limit: Words| self.0.iter().any(|it| has(it, limit) && has(it, REACHED));
        let is_quota = match self.period() {
            Some(is_long) => is_long && is_reached(LIMIT),
            None => is_reached(&[" quota "]),
        };
        is_quota.then_some(QUOTA)
    }

    /// The prompt, or the request as a whole, is too long.
    pub(super) fn context(&self) -> Option<Meaning> {
        let is_too_long = |it: &String| {
            let is_context = it.contains(" context ")
                && has(
                    it,
                    &[
                        " length ",
                        " limit",
                        " overflow",
                        " size ",
                        " token",
                        " window ",
                    ],
                );
            let is_prompt = has(it, PROMPT) || it.contains(" token") && !has(it, ANSWER);
            let is_other = has(it, NO_PROMPT) || has(it, PARTS) && !it.contains(" token");
            is_context && !it.contains(" deadline ")
                || is_prompt && has(it, TOO_LONG) && has(it, SIZE) && !is_other
        };
        self.0.iter().any(is_too_long).then_some(CONTEXT)
    }

    /// The key is wrong, where the status says no more than that the request is.
    pub(super) fn key(&self) -> Option<Meaning> {
        let is_unknown = |it: &String| has(it, KEY) && has(it, UNKNOWN);
        self.0.iter().any(is_unknown).then_some(AUTHENTICATION)
    }

    /// The provider's policy refuses it.
    pub(super) fn policy(&self) -> Option<Meaning> {
        let is_refused = |it: &String| {
            has(it, REFUSED)
                || it.contains(" violat") && has(it, &[" polic", " guidelines ", " terms "])
        };
        self.0.iter().any(is_refused).then_some(POLICY)
    }

    /// What it is called, whatever it is.
    pub(super) fn any(&self) -> Option<Meaning> {
        let is_called = |words: Words| self.0.iter().any(|it| has(it, words));
        let row = ANY.iter().find(|(words, _)| is_called(words))?;
        Some(row.1)
    }

    fn is_short(&self) -> bool {
        self.period() == Some(false)
    }

    /// Whether the limit is one of a long time; `None` if no time is named. The first one counts: what follows is
    /// advice.
    fn period(&self) -> Option<bool> {
        let mut limits = self.0.iter().filter(|it| has(it, LIMIT));
        limits.find_map(|it| {
            let places = |words: Words, is_long| {
                let places = words.iter().filter_map(|word| it.find(word));
                places.map(move |at| (at, is_long))
            };
            let first = places(LONG, true).chain(places(SHORT, false)).min();
            first.map(|(_, is_long)| is_long)
        })
    }
}

fn has(sentence: &str, words: &[&str]) -> bool {
    words.iter().any(|word| sentence.contains(word))
}
