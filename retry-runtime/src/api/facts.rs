//! What is known about a failure, whoever has read it: the body of a reply, or a client with types of its own.

use std::time::{Duration, SystemTime};

use super::profile::{Field, Sign};
use super::provider::Provider;
use super::time;

/// So many names are kept, and so much of each. No reply that makes sense has more.
pub(super) const WORDS: usize = 16;
pub(super) const WORD_LENGTH: usize = 128;

/// What is known about a failure.
#[derive(Debug, Default)]
#[allow(clippy::struct_excessive_bools)] // each is something else that a body may say
pub(crate) struct Facts {
    /// All that a rule may know the failure by, in lower case: codes, types, statuses, reasons, names of limits.
    pub(super) words: Vec<String>,
    pub(super) codes: Codes,
    pub(super) message: Option<String>,
    pub(super) raw: Option<String>,
    pub(super) request_id: Option<String>,
    /// The wait that was named, which is never zero.
    pub(crate) retry_after: Option<Duration>,
    /// What is less than a second of it, where that stands in a field of its own.
    pub(super) subsecond: Option<Duration>,
    pub(super) resets_at: Option<SystemTime>,
    pub(super) resets_in: Option<Duration>,
    /// What a body that is not JSON says to a person. No rule reads it.
    pub(super) page: Option<String>,
    /// The status of HTTP, or the one that stands for the failure there.
    pub(crate) status: Option<u16>,
    /// Whether the server forbids a retry or asks for one.
    pub(crate) should_retry: Option<bool>,
    /// There is an error object, so the reply is an error even where its status says 200.
    pub(super) is_error: bool,
    /// A code says that there is none, whatever stands beside it.
    pub(super) is_denied: bool,
    /// A reason for which there is no answer, unless there is one.
    pub(super) is_without_answer: bool,
    pub(super) has_output: bool,
    /// It ends the answer.
    pub(super) has_end: bool,
    /// It is a stream, of which no event has come.
    pub(super) has_no_event: bool,
    /// It opens an answer of which nothing has been shown.
    pub(super) is_opening: bool,
    /// Whose body it is, by a sign that is sure, and by one that counts without a code only.
    pub(super) sign: Option<Provider>,
    pub(super) sign_without_code: Option<Provider>,
}

/// The names of the failure as the provider spells them, in the order of how much they tell.
#[derive(Debug, Default)]
pub(super) struct Codes {
    reason: Option<String>,
    code: Option<String>,
    status: Option<String>,
    pub(super) kind: Option<String>,
    limit: Option<String>,
}

impl Codes {
    pub(super) fn best(&self) -> Option<&str> {
        [&self.reason, &self.code, &self.status, &self.kind]
            .into_iter()
            .find_map(Option::as_deref)
    }

    /// What no gateway puts there of its own accord, as it does with a type.
    pub(super) fn exact(&self) -> Option<&str> {
        self.reason.as_deref().or(self.code.as_deref())
    }

    /// All that are not said in numbers.
    pub(super) fn names(&self) -> impl Iterator<Item = &str> {
        let all = [
            &self.reason,
            &self.code,
            &self.status,
            &self.kind,
            &self.limit,
        ];
        all.into_iter().filter_map(Option::as_deref)
    }
}

impl Facts {
    /// A failure of which the status is known.
    #[cfg(any(feature = "async-openai-0_43", feature = "tonic-0_14"))]
    pub(crate) fn of_status(status: u16) -> Self {
        Self {
            status: Some(status),
            ..Self::default()
        }
    }

    /// Whether the body says that the request failed.
    pub(super) const fn says_error(&self) -> bool {
        (self.is_error && !self.is_denied) || (self.is_without_answer && !self.has_output)
    }

    /// With what an error says that stands in its message: its names, if it has any, and else these.
    pub(super) fn replaced_by(self, inner: Self) -> Self {
        let inner_provider = inner.provider();
        let is_named = inner.status.is_some() || inner.codes.best().is_some();
        let (words, codes) = if is_named {
            (inner.words, inner.codes)
        } else {
            (self.words, self.codes)
        };
        Self {
            words,
            codes,
            message: inner.message.or(self.message),
            retry_after: inner.retry_after.or(self.retry_after),
            subsecond: inner.subsecond.or(self.subsecond),
            resets_at: inner.resets_at.or(self.resets_at),
            resets_in: inner.resets_in.or(self.resets_in),
            status: inner.status.or(self.status),
            sign: inner_provider.or(self.sign),
            ..self
        }
    }

    /// The wait that a field names.
    pub(super) fn wait(&self) -> Option<Duration> {
        match (self.retry_after, self.subsecond) {
            (Some(wait), Some(more)) => Some(wait.saturating_add(more)),
            (wait, more) => wait.or(more),
        }
    }

    /// Whose body it is, if it has a sign of that.
    pub(super) fn provider(&self) -> Option<Provider> {
        let is_without_code = self.codes.code.is_none() && self.codes.kind.is_some();
        self.sign
            .or(self.sign_without_code.filter(|_| is_without_code))
    }

    /// Adds what a field says. The first one of a kind counts: later ones repeat it or wrap it.
    pub(crate) fn note(&mut self, field: Field, text: &str) {
        let text = text.trim();
        if text.is_empty() {
            return;
        }
        match field {
            Field::Message => set(&mut self.message, text),
            Field::Raw => set(&mut self.raw, text),
            Field::RequestId => set(&mut self.request_id, text),
            Field::Reason => self.name(without_namespace(text), |codes| &mut codes.reason),
            Field::Code | Field::CodeName => match text.parse() {
                Ok(number) => self.number(number),
                Err(_) => self.name(without_namespace(text), |codes| &mut codes.code),
            },
            Field::Status => self.name(text, |codes| &mut codes.status),
            Field::Type => self.name(text, |codes| &mut codes.kind),
            Field::Limit => self.name(text, |codes| &mut codes.limit),
            Field::RetryAfter => self.retry_after = self.retry_after.or_else(|| wait(text)),
            Field::ResetsIn => self.resets_in = self.resets_in.or_else(|| wait(text)),
            Field::ResetsAt => {
                let unix = || text.parse().ok().and_then(time::unix);
                self.resets_at = self.resets_at.or_else(unix).or_else(|| time::rfc3339(text));
            }
            Field::HttpStatus => {
                if let Ok(number @ 100..=999) = text.parse() {
                    self.number(number);
                }
            }
            Field::Subsecond => {}
        }
    }

    /// Adds what a field says with a number.
    pub(super) fn note_number(&mut self, field: Field, number: f64) {
        match field {
            Field::Code | Field::Status | Field::HttpStatus => {
                #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)] // it saturates
                self.number(number as u64);
            }
            // Some put a status here, which says nothing of its own.
            Field::CodeName if number > 999.0 => self.note_number(Field::Code, number),
            Field::ResetsAt => self.resets_at = self.resets_at.or(time::unix(number)),
            Field::RetryAfter => self.retry_after = self.retry_after.or(seconds(number)),
            Field::Subsecond => self.subsecond = self.subsecond.or(seconds(number / 1e9)),
            _ => {}
        }
    }

    /// Adds a field by which the body is known for an error, and for whose.
    pub(super) fn note_sign(&mut self, provider: Provider, sign: &Sign) {
        if sign.only_without_answer {
            self.is_without_answer = true;
        } else {
            self.is_error = true;
        }
        if provider == Provider::Compatible {
            return;
        }
        if sign.only_without_code {
            self.sign_without_code = Some(provider);
        } else {
            self.sign = Some(provider);
        }
    }

    /// A number is a status, or one of the codes that some providers number, among whom zero is none.
    fn number(&mut self, number: u64) {
        match u16::try_from(number) {
            Ok(0) => {}
            Ok(status @ 100..=999) => self.status = self.status.or(Some(status)),
            _ => self.name(&number.to_string(), |codes| &mut codes.code),
        }
    }

    fn name(&mut self, name: &str, place: impl FnOnce(&mut Codes) -> &mut Option<String>) {
        self.word(name);
        if name.len() <= WORD_LENGTH {
            set(place(&mut self.codes), name);
        }
    }

    /// Adds a name by which a rule may know the failure.
    fn word(&mut self, name: &str) {
        if self.words.len() < WORDS && (1..=WORD_LENGTH).contains(&name.len()) {
            self.words.push(name.to_ascii_lowercase());
        }
    }
}

/// Services of AWS put a namespace before a name and an address behind it, and botocore cuts both.
fn without_namespace(name: &str) -> &str {
    let name = name.split(':').next().unwrap_or_default();
    name.rsplit('#').next().unwrap_or_default().trim()
}

/// In seconds, or with units.
fn wait(text: &str) -> Option<Duration> {
    time::duration(text).or_else(|| time::decimal(text, Duration::from_secs(1)))
}

fn seconds(number: f64) -> Option<Duration> {
    let wait = Duration::try_from_secs_f64(number).ok()?;
    (!wait.is_zero()).then_some(wait)
}

fn set(place: &mut Option<String>, text: &str) {
    if place.is_none() {
        *place = Some(text.to_owned());
    }
}
