//! What the body of a reply says about an error, in whatever of the providers' shapes.
//!
//! What was read before a body breaks off, turns into garbage or nests too deeply counts: a body that cannot be read
//! whole is still worth what it says. Reading never fails.

use std::time::{Duration, SystemTime};

use super::json::{self, DEPTH, Scalar};
use super::payload::payloads;
use super::time;

/// So much of a body is read and kept. The bodies of errors are small; what is larger is none, or broken.
pub(super) const LIMIT: usize = 64 * 1024;

/// So many codes are kept, and so much of each: more are none.
const WORDS: usize = 16;
const WORD_LENGTH: usize = 128;

/// What a body says.
#[derive(Debug, Default)]
pub(super) struct Facts {
    /// All that a rule may know the error by, in lower case: codes, types, statuses, reasons, names of quotas.
    pub(super) words: Vec<String>,
    pub(super) codes: Codes,
    pub(super) message: Option<String>,
    /// What the provider behind a gateway said.
    pub(super) raw: Option<String>,
    pub(super) request_id: Option<String>,
    pub(super) retry_delay: Option<Duration>,
    pub(super) resets_at: Option<SystemTime>,
    /// The status that the body names, where HTTP's says 200.
    pub(super) status: Option<u16>,
    /// There is an error object, so the reply is an error even where HTTP's status says 200.
    pub(super) is_error: bool,
    /// What may follow changes nothing.
    pub(super) is_decided: bool,
    pub(super) shape: Shape,
}

/// The names of the error as the provider spells them, in the order of how much they tell.
#[derive(Debug, Default)]
pub(super) struct Codes {
    finest: Option<String>,
    code: Option<String>,
    status: Option<String>,
    kind: Option<String>,
}

impl Codes {
    pub(super) fn best(&self) -> Option<&str> {
        [&self.finest, &self.code, &self.status, &self.kind]
            .into_iter()
            .find_map(Option::as_deref)
    }
}

/// Traits of a body that only one provider's have.
#[derive(Debug, Default, Clone, Copy, PartialEq, Eq)]
pub(super) enum Shape {
    #[default]
    Unknown,
    Anthropic,
    Bedrock,
    Google,
    OpenRouter,
}

impl Facts {
    /// Reads JSON, lines of JSON or an event stream: the first of what is more than an announcement.
    pub(super) fn read(body: &[u8]) -> Self {
        let text = String::from_utf8_lossy(&body[..body.len().min(LIMIT)]);
        let mut facts = Self::default();
        for payload in payloads(&text) {
            facts = Self {
                is_error: payload.is_error,
                ..Self::default()
            };
            let is_whole = json::walk(payload.text, &mut |path, scalar| facts.note(path, scalar));
            facts.is_decided = (is_whole && !facts.announces()) || !payload.is_json();
            if facts.is_decided || !is_whole {
                break;
            }
        }
        // Events of OpenAI are of the type `error` as well: theirs have a code, or are flat.
        let is_event = facts.codes.code.is_some() || facts.codes.kind.is_none();
        if facts.shape == Shape::Anthropic && is_event {
            facts.shape = Shape::Unknown;
        }
        facts
    }

    /// Whether it is an event before the first one of the answer, in whose place an error may come.
    fn announces(&self) -> bool {
        const EVENTS: [&str; 5] = [
            "message_start",
            "ping",
            "response.created",
            "response.in_progress",
            "response.queued",
        ];
        !self.is_error
            && self
                .codes
                .kind
                .as_ref()
                .is_some_and(|kind| EVENTS.contains(&kind.as_str()))
    }

    /// Adds the name of an exception.
    pub(super) fn add_exception(&mut self, name: &str) {
        self.add_code(without_namespace(name), |codes| &mut codes.finest);
    }

    /// Adds a name by which a rule may know the error.
    fn add_word(&mut self, name: &str) {
        if self.words.len() < WORDS && (1..=WORD_LENGTH).contains(&name.len()) {
            self.words.push(name.to_ascii_lowercase());
        }
    }

    fn note(&mut self, path: &[String], scalar: Scalar<'_>) {
        let mut steps = [""; DEPTH];
        for (step, key) in steps.iter_mut().zip(path) {
            *step = key;
        }
        // A failed response of OpenAI in an event, a choice of OpenRouter that failed, and an error that a gateway has
        // wrapped once more.
        let steps = match &steps[..path.len()] {
            [_, error @ ..]
                if matches!(
                    steps,
                    ["response" | "choices" | "error" | "detail", "error", ..]
                ) =>
            {
                error
            }
            steps => steps,
        };
        match scalar {
            Scalar::Text(text) => self.note_text(steps, text.trim()),
            Scalar::Number(number) => self.note_number(steps, number),
        }
    }

    fn note_text(&mut self, steps: &[&str], text: &str) {
        if text.is_empty() {
            return;
        }
        if let ["error", ..] = steps {
            self.is_error = true;
        }
        match steps {
            ["error" | "message" | "Message" | "detail"]
            | ["error", "message" | "detail"]
            | ["detail" | "errors", "msg" | "message"] => {
                set(&mut self.message, text);
            }
            ["type"] if text == "error" => {
                self.is_error = true;
                if self.shape == Shape::Unknown {
                    self.shape = Shape::Anthropic;
                }
            }
            ["object"] if text == "error" => self.is_error = true,
            ["__type"] => {
                self.is_error = true;
                self.shape = Shape::Bedrock;
                self.add_exception(text);
            }
            ["error", "details", "error_code" | "reason"]
            | ["error", "innererror", "code"]
            | ["error", "metadata", "error_type"] => self.add_exception(text),
            ["error" | "errors", "code"] | ["code"] => match text.parse() {
                Ok(number) => self.note_code(number),
                Err(_) => self.add_code(without_namespace(text), |codes| &mut codes.code),
            },
            ["error", "status"] => self.add_code(text, |codes| &mut codes.status),
            ["error", "type"] | ["type"] => self.add_code(text, |codes| &mut codes.kind),
            ["error", "details", "violations", "quotaId"]
            | ["error", "details", "metadata", "quota_limit"] => {
                self.add_word(text);
            }
            ["error", "metadata", "limit_source"] => {
                self.shape = Shape::OpenRouter;
                self.add_word(text);
            }
            ["error", "metadata", "provider_name"] => self.shape = Shape::OpenRouter,
            ["error", "metadata", "raw"] => set(&mut self.raw, text),
            ["error", "metadata", "headers", "X-RateLimit-Reset"] => {
                self.resets_at = self.resets_at.or(text.parse().ok().and_then(time::unix));
            }
            ["error", "details", "@type"] if text.starts_with("type.googleapis.com/") => {
                self.shape = Shape::Google;
            }
            ["error", "details", "retryDelay"] => {
                self.retry_delay = self.retry_delay.or(time::duration(text));
            }
            ["request_id" | "requestId"] | ["error", "request_id"] => {
                set(&mut self.request_id, text);
            }
            _ => {}
        }
    }

    fn note_number(&mut self, steps: &[&str], number: f64) {
        match steps {
            ["error", "code" | "status"] | ["code" | "status"] => {
                self.is_error |= steps.len() == 2;
                #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)] // it saturates
                self.note_code(number as u64);
            }
            ["error", "resets_at"] => self.resets_at = self.resets_at.or(time::unix(number)),
            ["error", "details", "retryDelay", "seconds"] | ["error", "resets_in_seconds"] => {
                let wait = Duration::try_from_secs_f64(number).ok();
                self.retry_delay = self.retry_delay.or(wait.filter(|wait| !wait.is_zero()));
            }
            _ => {}
        }
    }

    /// A number is a status, or one of the codes that some providers number.
    fn note_code(&mut self, number: u64) {
        match u16::try_from(number) {
            Ok(status @ 100..=999) => self.status = self.status.or(Some(status)),
            _ => self.add_code(&number.to_string(), |codes| &mut codes.code),
        }
    }

    fn add_code(&mut self, name: &str, place: impl FnOnce(&mut Codes) -> &mut Option<String>) {
        self.add_word(name);
        if name.len() <= WORD_LENGTH {
            set(place(&mut self.codes), name);
        }
    }
}

/// Services of AWS put a namespace before a name and an address behind it, and botocore cuts both.
fn without_namespace(name: &str) -> &str {
    let name = name.split(':').next().unwrap_or_default();
    name.rsplit('#').next().unwrap_or_default().trim()
}

/// The first says what went wrong; later ones repeat it or wrap it.
fn set(place: &mut Option<String>, text: &str) {
    if place.is_none() {
        *place = Some(text.to_owned());
    }
}

#[cfg(test)]
mod tests;
