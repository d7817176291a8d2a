//! From the bytes of a body to its events, without I/O. It keeps one event at most.

use super::progress::Progress;
use super::roles::Seen;
use super::{EVENT_LIMIT, Event};
use crate::api::error::ApiError;
use crate::api::judge;
use crate::api::reply::Head;
use crate::api::wire::{Form, Piece, Sniffer, Sse, TooLarge, Values};

/// What comes next in a stream.
#[derive(Debug)]
pub(super) enum Step {
    Comment,
    Event(Event),
    Error(ApiError),
    End,
}

pub(super) struct Decoder {
    head: Head,
    limit: usize,
    wire: Wire,
    progress: Progress,
    /// The event that ends the stream has been handed on.
    has_ended: bool,
    /// The end has been told, or an error, behind which nothing comes.
    is_over: bool,
    /// No more bytes will come.
    is_cut: bool,
}

enum Wire {
    Start(Sniffer, Vec<u8>),
    Events(Sse),
    Values(Values),
}

impl Decoder {
    pub(super) fn new(head: Head) -> Self {
        Self {
            head,
            limit: EVENT_LIMIT,
            wire: Wire::Start(Sniffer::default(), Vec::new()),
            progress: Progress::default(),
            has_ended: false,
            is_over: false,
            is_cut: false,
        }
    }

    pub(super) const fn set_limit(&mut self, limit: usize) {
        self.limit = limit;
    }

    /// What comes next in `bytes`, which are taken as they are looked at; `None` if it takes more.
    pub(super) fn next(&mut self, bytes: &mut &[u8]) -> Option<Step> {
        loop {
            if self.is_over || self.has_ended {
                return Some(self.end());
            }
            let piece = match &mut self.wire {
                Wire::Start(..) => {
                    if let Err(error) = self.start(bytes)? {
                        return Some(self.fail(error));
                    }
                    continue;
                }
                Wire::Events(events) => events.next(bytes)?,
                Wire::Values(values) => values.next(bytes)?,
            };
            let step = match piece {
                Ok(piece) => self.read(piece),
                Err(TooLarge) => Some(self.fail(self.head.too_large(self.limit))),
            };
            if step.is_some() {
                return step;
            }
        }
    }

    /// What comes next, as no more bytes will.
    pub(super) fn finish(&mut self) -> Step {
        self.is_cut = true;
        let rest = match &mut self.wire {
            _ if self.is_over || self.has_ended => return self.end(),
            Wire::Start(..) => None,
            Wire::Events(events) => events.finish(),
            Wire::Values(values) => values.finish(),
        };
        match rest.and_then(|piece| self.read(piece)) {
            Some(step) => step,
            None if self.is_finished() => self.end(),
            None => self.fail(self.head.cut()),
        }
    }

    /// Whether the answer is complete, so that the body may end, or break off.
    pub(super) const fn is_finished(&self) -> bool {
        self.progress.is_finished()
    }

    /// The error that the response is, by its status and its headers.
    #[cfg(all(feature = "tokio", any(feature = "stream", feature = "__reqwest")))]
    pub(super) fn error(&self) -> ApiError {
        self.head.with_body(b"").into_error()
    }

    /// The error of an answer without a text.
    pub(super) fn without_text(&self) -> ApiError {
        self.head.without_answer(&self.progress.without_text())
    }

    /// The end of the answer, which is an error if it says nothing.
    fn end(&mut self) -> Step {
        if std::mem::replace(&mut self.is_over, true) {
            return Step::End;
        }
        match self.progress.no_answer() {
            Some(none) => Step::Error(self.head.without_answer(&none)),
            None => Step::End,
        }
    }

    /// Finds the form of the body.
    fn start(&mut self, bytes: &mut &[u8]) -> Option<Result<(), ApiError>> {
        let Wire::Start(sniffer, start) = &mut self.wire else {
            return Some(Ok(()));
        };
        let form = loop {
            let (first, rest) = bytes.split_first()?;
            start.push(*first);
            *bytes = rest;
            if let Some(form) = sniffer.form(start) {
                break form;
            }
        };
        let kind = judge::text(self.head.headers(), "content-type").unwrap_or_default();
        // No piece ends as early as a form is known.
        let mut begun = &start[sniffer.start()..];
        match form {
            Form::Text if begun.iter().copied().any(is_binary) => {
                return Some(Err(self.head.binary()));
            }
            Form::Text if !kind.contains("event-stream") => {
                let mut page = begun.to_vec();
                page.extend_from_slice(bytes);
                return Some(Err(self.head.malformed(&page, "the answer is no stream")));
            }
            Form::Events | Form::Text => {
                let mut events = Sse::new(self.limit);
                events.next(&mut begun);
                self.wire = Wire::Events(events);
            }
            Form::Json => {
                let are_lines = ["ndjson", "jsonl", "json-seq"];
                let are_lines = are_lines.iter().any(|it| kind.contains(it));
                let mut values = Values::new(self.limit, are_lines);
                values.next(&mut begun);
                self.wire = Wire::Values(values);
            }
        }
        Some(Ok(()))
    }

    /// `None` for a piece that says nothing.
    fn read(&mut self, piece: Piece) -> Option<Step> {
        let Piece::Event { name, data } = piece else {
            return Some(Step::Comment);
        };
        let name = name.map(text);
        let data = text(data);
        let trimmed = data.trim_ascii();
        if trimmed == "[DONE]" {
            return Some(self.end());
        }
        if trimmed.is_empty() && name.is_none() {
            return None;
        }
        let seen = Seen::new(trimmed, name.as_deref());
        let is_error = seen.is_broken || name.as_deref() == Some("error");
        if is_error || seen.may_be_error {
            if let Err(error) = self.head.check_event(trimmed.as_bytes(), is_error) {
                return Some(self.fail(error));
            }
        }
        if let Some(error) = &seen.malformed {
            let error = match self.is_cut {
                true if self.is_finished() => return None,
                true => self.head.cut(),
                false => self.head.malformed(trimmed.as_bytes(), &error.to_string()),
            };
            return Some(self.fail(error));
        }
        let repeats = self.progress.is_repeated_by(&seen);
        let is_output = seen.is_output && !repeats;
        self.has_ended |= seen.is_end;
        self.progress.note(seen);
        Some(Step::Event(Event {
            name,
            data,
            is_output,
            repeats,
        }))
    }

    /// Nothing comes behind an error.
    const fn fail(&mut self, error: ApiError) -> Step {
        self.is_over = true;
        Step::Error(error)
    }
}

/// Whether no text has this byte.
const fn is_binary(byte: u8) -> bool {
    byte.is_ascii_control() && !byte.is_ascii_whitespace()
}

fn text(bytes: Vec<u8>) -> String {
    String::from_utf8(bytes)
        .unwrap_or_else(|error| String::from_utf8_lossy(error.as_bytes()).into_owned())
}
