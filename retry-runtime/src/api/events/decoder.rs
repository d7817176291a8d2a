//! From the bytes of a body to its events, without I/O. It keeps one event at most.

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
    /// The answer has said why it ends, so that the body may.
    is_finished: bool,
    /// The event that ends the stream has been handed on.
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
            is_finished: false,
            is_over: false,
            is_cut: false,
        }
    }

    pub(super) const fn set_limit(&mut self, limit: usize) {
        self.limit = limit;
    }

    pub(super) const fn head(&self) -> &Head {
        &self.head
    }

    /// What comes next in `bytes`, which are taken as they are looked at; `None` if it takes more.
    pub(super) fn next(&mut self, bytes: &mut &[u8]) -> Option<Step> {
        loop {
            if self.is_over {
                return Some(Step::End);
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
            _ if self.is_over => return Step::End,
            Wire::Start(..) => None,
            Wire::Events(events) => events.finish(),
            Wire::Values(values) => values.finish(),
        };
        match rest.and_then(|piece| self.read(piece)) {
            Some(step) => step,
            None if self.is_finished => Step::End,
            None => self.fail(self.head.cut()),
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
            self.is_over = true;
            return Some(Step::End);
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
        if let Some(error) = seen.malformed {
            let error = if self.is_cut {
                self.head.cut()
            } else {
                self.head.malformed(trimmed.as_bytes(), &error.to_string())
            };
            return Some(self.fail(error));
        }
        self.is_finished |= seen.is_finish;
        self.is_over |= seen.is_end;
        Some(Step::Event(Event {
            name,
            is_output: seen.is_output,
            data,
        }))
    }

    /// Nothing comes behind an error.
    const fn fail(&mut self, error: ApiError) -> Step {
        self.is_over = true;
        Step::Error(error)
    }
}

fn text(bytes: Vec<u8>) -> String {
    String::from_utf8(bytes)
        .unwrap_or_else(|error| String::from_utf8_lossy(error.as_bytes()).into_owned())
}
