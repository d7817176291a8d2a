//! What the body of a reply says about a failure, in whatever form a provider writes it.
//!
//! What was read before a body breaks off, turns into garbage or nests too deeply counts: a body that cannot be read
//! whole is still worth what it says. Reading never fails.

use super::facts::Facts;
use super::json::{self, Scalar};
use super::pattern::matches;
use super::profile::Field;
use super::providers::PROFILES;
use super::wire::{Balance, Form, Piece, Sniffer, Sse, TooLarge};

/// So much of a body is kept, and so much of one event is read. The bodies of errors are small: what is larger is no
/// error, or broken.
pub(super) const LIMIT: usize = 64 * 1024;

/// So much of a body is looked at: announcements repeat the instructions and tools of a request, and come before an
/// error.
pub(super) const LOOKED_AT: usize = 8 * LIMIT;

/// Reads JSON or an event stream as it arrives: the first thing that is more than an announcement.
#[derive(Debug, Default)]
pub(super) struct Reader {
    state: State,
    facts: Facts,
    is_decided: bool,
}

#[derive(Debug)]
enum State {
    /// Before the first byte that says something.
    Start(Sniffer),
    /// JSON, of which so many bytes have been looked at.
    Json {
        start: usize,
        at: usize,
        balance: Balance,
    },
    /// Events, of which so many bytes have been looked at.
    Events {
        sse: Sse,
        at: usize,
        has_data: bool,
    },
    Text,
}

impl Default for State {
    fn default() -> Self {
        Self::Start(Sniffer::default())
    }
}

impl Reader {
    /// Reads on in `body`, which is all that has arrived.
    ///
    /// Each byte is looked at once, and parsed once when the JSON that it belongs to is complete.
    pub(super) fn read(&mut self, body: &[u8]) {
        let body = start(body);
        if let State::Start(sniffer) = &mut self.state {
            let Some(form) = sniffer.form(body) else {
                return;
            };
            let start = sniffer.start();
            self.state = match form {
                Form::Json => State::Json {
                    start,
                    at: start,
                    balance: Balance::default(),
                },
                Form::Events => State::Events {
                    sse: Sse::new(LOOKED_AT),
                    at: start,
                    has_data: false,
                },
                Form::Text => {
                    self.is_decided = true;
                    State::Text
                }
            };
        }
        match &mut self.state {
            State::Start(_) | State::Text => {}
            State::Json { start, at, balance } => {
                let end = start.saturating_add(LIMIT).min(body.len());
                let is_end = body[*at..end].iter().any(|byte| {
                    *at += 1;
                    balance.ends(*byte)
                });
                if is_end || *at - *start >= LIMIT {
                    let json = &body[*start..*at];
                    self.parse(json, false);
                    self.is_decided = true;
                }
            }
            State::Events { .. } => self.read_events(body),
        }
    }

    fn read_events(&mut self, body: &[u8]) {
        while !self.is_decided {
            let State::Events { sse, at, .. } = &mut self.state else {
                return;
            };
            let mut rest = &body[*at..];
            let piece = sse.next(&mut rest);
            *at = body.len() - rest.len();
            match piece {
                Some(Ok(piece)) => self.note(piece),
                Some(Err(TooLarge)) | None => return,
            }
        }
    }

    /// Whatever an event holds, it tells, unless it announces.
    fn note(&mut self, piece: Piece) {
        let Piece::Event { name, data } = piece else {
            return;
        };
        let data = data.trim_ascii();
        if data.is_empty() {
            return;
        }
        if let State::Events { has_data, .. } = &mut self.state {
            *has_data = true;
        }
        let is_error = name.is_some_and(|it| it.trim_ascii() == b"error");
        self.parse(data, is_error);
        self.is_decided = !announces(&self.facts);
    }

    /// Reads the JSON that `text` begins with.
    fn parse(&mut self, text: &[u8], is_error: bool) {
        let mut facts = Facts {
            is_error,
            ..Facts::default()
        };
        let text = String::from_utf8_lossy(&text[..text.len().min(LIMIT)]);
        let mut json = serde_json::Deserializer::from_str(&text);
        // What cannot be read says no more.
        let _ = json::walk(&mut json, &mut |path, scalar| {
            note(&mut facts, path, scalar);
        });
        self.facts = facts;
    }

    /// Whether nothing that may follow changes what the body says.
    #[cfg(any(test, feature = "__http"))]
    pub(super) const fn is_decided(&self) -> bool {
        self.is_decided
    }

    /// What `body` says, of which no more will arrive.
    pub(super) fn finish(mut self, body: &[u8]) -> Facts {
        self.read(body);
        let body = start(body);
        if self.is_decided {
            return self.facts;
        }
        match &mut self.state {
            State::Json { start, .. } => {
                let json = &body[*start..];
                self.parse(json, false);
            }
            State::Events { sse, .. } => {
                if let Some(piece) = sse.finish() {
                    self.note(piece);
                }
            }
            State::Start(_) | State::Text => {}
        }
        if let State::Events { has_data, .. } = self.state {
            self.facts.has_no_event = !has_data && body.len() < LOOKED_AT;
        }
        self.facts
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
        let _ = json::walk(body, &mut |path, scalar| note(&mut facts, path, scalar));
        facts
    }
}

fn start(body: &[u8]) -> &[u8] {
    &body[..body.len().min(LOOKED_AT)]
}

/// Whether it is an event before the first one of the answer, in whose place an error may come.
fn announces(facts: &Facts) -> bool {
    let kind = facts.codes.kind.as_deref();
    let is_announcement = |kind| {
        let mut all = PROFILES.iter().flat_map(|it| it.announcements);
        all.any(|it| matches(it, kind))
    };
    let opens = facts.is_opening || kind.is_some_and(is_announcement);
    opens && !facts.says_error() && !facts.has_output && !facts.has_end
}

fn note(facts: &mut Facts, path: &str, scalar: Scalar<'_>) {
    let path = unwrapped(path);
    match scalar {
        Scalar::Text(text) => note_text(facts, path, text),
        Scalar::True => {}
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
    // The first that is said may be a blank.
    if !text.is_empty() {
        let mut outputs = PROFILES.iter().flat_map(|it| it.outputs);
        facts.has_output |= outputs.any(|it| matches(it, path));
    }
    let text = text.trim();
    if text.is_empty() {
        return;
    }
    if path == "error" || path.starts_with("error.") {
        note_code(facts, path != "error.code" || text != "0");
    }
    for profile in PROFILES {
        facts.is_opening |= profile.openings.iter().any(|it| it.is(path, text));
        let mut ends = profile.ends.iter().chain(profile.finishes);
        facts.has_end |= ends.any(|it| it.is(path, text));
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
