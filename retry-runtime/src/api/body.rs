//! What the body of a reply says about a failure, in whatever form a provider writes it.
//!
//! What was read before a body breaks off, turns into garbage or nests too deeply counts: a body that cannot be read
//! whole is still worth what it says. Reading never fails.

use std::borrow::Cow;

use super::facts::Facts;
use super::json::{self, Scalar};
use super::pattern::matches;
use super::profile::Field;
use super::providers::PROFILES;
use super::scan::{Found, Scanner};

/// So much of a body is kept, and so much of one event is read. The bodies of errors are small: what is larger is no
/// error, or broken.
pub(super) const LIMIT: usize = 64 * 1024;

/// So much of a body is looked at: announcements repeat the instructions and tools of a request, and come before an
/// error.
pub(super) const LOOKED_AT: usize = 4 * LIMIT;

/// Reads JSON, lines of JSON or an event stream as it arrives: the first thing that is more than an announcement.
#[derive(Debug, Default)]
pub(super) struct Reader {
    scanner: Scanner,
    facts: Facts,
    is_decided: bool,
}

#[cfg(any(test, feature = "__http"))]
impl Reader {
    /// Reads on in `body`, which is all that has arrived.
    ///
    /// Each byte is scanned once, and parsed once when the JSON that it belongs to is complete.
    pub(super) fn read(&mut self, body: &[u8]) {
        let body = start(body);
        while !self.is_decided {
            match self.scanner.next(body) {
                None => break,
                Some(Found::Json { .. }) => {}
                Some(Found::JsonEnd { start }) => {
                    if !self.parse(&body[start..self.scanner.at()]) {
                        self.scanner.stop();
                    }
                }
                Some(Found::Text) => self.decide_on_text(),
            }
        }
    }

    /// Whether nothing that may follow changes what the body says.
    pub(super) const fn is_decided(&self) -> bool {
        self.is_decided
    }
}

impl Reader {
    /// What `body` says, of which no more will arrive.
    pub(super) fn finish(mut self, body: &[u8]) -> Facts {
        let body = start(body);
        if let Some(at) = self.scanner.unfinished() {
            self.parse(&body[at..]);
            return self.facts;
        }
        while !self.is_decided {
            match self.scanner.next(body) {
                None => break,
                // There is no end to wait for.
                Some(Found::Json { start }) if !self.parse(&body[start..]) => break,
                Some(Found::Json { .. } | Found::JsonEnd { .. }) => {}
                Some(Found::Text) => self.decide_on_text(),
            }
        }
        self.facts.has_no_event = self.scanner.has_no_event() && body.len() < LOOKED_AT;
        self.facts
    }

    /// Reads the JSON that `text` begins with. Returns whether its first object is whole.
    fn parse(&mut self, text: &[u8]) -> bool {
        let mut facts = self.no_facts();
        let mut text = String::from_utf8_lossy(&text[..text.len().min(LIMIT)]);
        // An event's data may have several lines.
        if let Some((_, "data:")) = text
            .split_once('\n')
            .map(|(_, it)| (it, it.get(..5).unwrap_or_default()))
        {
            text = Cow::Owned(text.replace("\ndata:", "\n"));
        }
        let mut json = serde_json::Deserializer::from_str(&text);
        let is_whole = json::walk(&mut json, &mut |path, scalar| {
            note(&mut facts, path, scalar);
        });
        self.is_decided = is_whole && !announces(&facts);
        self.facts = facts;
        is_whole
    }

    fn decide_on_text(&mut self) {
        self.facts = self.no_facts();
        self.is_decided = true;
    }

    fn no_facts(&self) -> Facts {
        Facts {
            is_error: self.scanner.is_error(),
            ..Facts::default()
        }
    }
}

impl Facts {
    /// What a body says that is all there.
    pub(super) fn read(body: &[u8]) -> Self {
        Reader::default().finish(body)
    }

    /// What a body says that a client has parsed.
    #[cfg(any(feature = "genai-0_7", feature = "google-cloud-gax-1"))]
    pub(crate) fn of_json(body: &serde_json::Value) -> Self {
        let mut facts = Self::default();
        json::walk(body, &mut |path, scalar| note(&mut facts, path, scalar));
        facts
    }
}

fn start(body: &[u8]) -> &[u8] {
    &body[..body.len().min(LOOKED_AT)]
}

/// Whether it is an event before the first one of the answer, in whose place an error may come.
fn announces(facts: &Facts) -> bool {
    let kind = facts.codes.kind.as_deref();
    let is_announcement = |kind| PROFILES.iter().any(|it| it.announcements.contains(&kind));
    let opens = facts.is_opening || kind.is_some_and(is_announcement);
    opens && !facts.says_error() && !facts.has_answer
}

fn note(facts: &mut Facts, path: &str, scalar: Scalar<'_>) {
    let path = unwrapped(path);
    match scalar {
        Scalar::Text(text) => note_text(facts, path, text.trim()),
        Scalar::Number(number) => {
            if matches!(path, "error.code" | "error.status") {
                note_code(facts, number != 0.0);
            }
            for profile in PROFILES.iter().filter(|_| number != 0.0) {
                let mut signs = profile.signs.iter().filter(|it| it.is_any_value());
                if let Some(sign) = signs.find(|it| it.field == path) {
                    facts.note_sign(profile.provider, sign);
                }
            }
            if let Some(field) = field(path) {
                facts.note_number(field, number);
            }
        }
    }
}

fn note_text(facts: &mut Facts, path: &str, text: &str) {
    if text.is_empty() {
        return;
    }
    if path == "error" || path.starts_with("error.") {
        note_code(facts, path != "error.code" || text != "0");
    }
    for profile in PROFILES {
        facts.is_opening |= profile.openings.iter().any(|it| it.is(path, text));
        facts.has_answer |= profile.answers.iter().any(|it| matches(it, path));
        let mut signs = profile.signs.iter();
        if let Some(sign) = signs.find(|it| it.is(path, text)) {
            facts.note_sign(profile.provider, sign);
            if sign.only_without_code {
                return;
            }
        }
    }
    if let Some(field) = field(path) {
        facts.note(field, text);
    }
}

/// A code of zero says that there is no error, whatever stands beside it.
fn note_code(facts: &mut Facts, is_error: bool) {
    facts.is_error |= is_error;
    facts.is_denied |= !is_error;
}

fn field(path: &str) -> Option<Field> {
    let mut fields = PROFILES.iter().flat_map(|profile| profile.fields);
    let (_, field) = fields.find(|(it, _)| *it == path)?;
    Some(*field)
}

/// An error object that lies in others lies where most have it.
fn unwrapped(path: &str) -> &str {
    let is_wrapper = |name| PROFILES.iter().any(|it| it.wrappers.contains(&name));
    let mut found = path;
    let mut rest = path;
    while let Some((_, within)) = rest.split_once('.').filter(|(it, _)| is_wrapper(*it)) {
        if within == "error" || within.starts_with("error.") {
            found = within;
        }
        rest = within;
    }
    found
}

#[cfg(test)]
mod tests;
