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

/// So much of a body is read and kept. The bodies of errors are small: what is larger is no error, or broken.
pub(super) const LIMIT: usize = 64 * 1024;

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
                    if !self.parse(&body[start..]) {
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
        self.facts
    }

    /// Reads the JSON that `text` begins with. Returns whether its first object is whole.
    fn parse(&mut self, text: &[u8]) -> bool {
        let mut facts = self.no_facts();
        let text = match std::str::from_utf8(text) {
            Ok(text) => Cow::Borrowed(text),
            Err(_) => String::from_utf8_lossy(text),
        };
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
    &body[..body.len().min(LIMIT)]
}

/// Whether it is an event before the first one of the answer, in whose place an error may come.
fn announces(facts: &Facts) -> bool {
    let kind = facts.codes.kind.as_deref();
    let is_announcement = |kind| PROFILES.iter().any(|it| it.announcements.contains(&kind));
    !facts.is_error && kind.is_some_and(is_announcement)
}

fn note(facts: &mut Facts, path: &str, scalar: Scalar<'_>) {
    let path = unwrapped(path);
    match scalar {
        Scalar::Text(text) => note_text(facts, path, text.trim()),
        Scalar::Number(number) => {
            facts.is_error |= matches!(path, "error.code" | "error.status");
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
    facts.is_error |= path == "error" || path.starts_with("error.");
    for profile in PROFILES {
        let mut signs = profile.signs.iter();
        if let Some(sign) = signs.find(|it| it.field == path && matches(it.value, text)) {
            facts.note_sign(profile.provider, sign);
            if !sign.is_any_value() {
                return;
            }
        }
    }
    if let Some(field) = field(path) {
        facts.note(field, text);
    }
}

fn field(path: &str) -> Option<Field> {
    let mut fields = PROFILES.iter().flat_map(|profile| profile.fields);
    let (_, field) = fields.find(|(it, _)| *it == path)?;
    Some(*field)
}

/// An error object that lies in another lies where others have it.
fn unwrapped(path: &str) -> &str {
    let Some((wrapper, rest)) = path.split_once('.') else {
        return path;
    };
    let is_error = rest == "error" || rest.starts_with("error.");
    if is_error && PROFILES.iter().any(|it| it.wrappers.contains(&wrapper)) {
        rest
    } else {
        path
    }
}

#[cfg(test)]
mod tests;
