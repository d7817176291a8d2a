//! Every provider's format, however it is written, with whatever may go wrong, before the first output and after it, by
//! every way to read: the attempts, what the reader got, and the error that ended it.

mod forms;
mod readers;

use std::time::Duration;

use futures_util::StreamExt;
use futures_util::stream;
use retry_attr::api::ErrorKind;
use test_support::{Answer, Server};

use self::forms::{FORMS, Form, PLAIN};
use self::readers::{Patience, Reader};
use crate::wires::{self, Event, Wire, wires};

/// What goes wrong.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Failure {
    Error,
    Garbage,
    /// The body ends.
    End,
    /// The connection breaks.
    Break,
    Silence,
    /// There is no event at all.
    Empty,
}

const FAILURES: [Failure; 6] = [
    Failure::Error,
    Failure::Garbage,
    Failure::End,
    Failure::Break,
    Failure::Silence,
    Failure::Empty,
];

impl Failure {
    fn kind(self, wire: &Wire) -> ErrorKind {
        match self {
            Self::Error => wire.kind,
            Self::Garbage => ErrorKind::Malformed,
            Self::End | Self::Empty => ErrorKind::Cut,
            Self::Break => ErrorKind::Connection,
            Self::Silence => ErrorKind::Timeout,
        }
    }
}

/// What a reader gets.
#[derive(Debug, PartialEq)]
struct Got {
    requests: usize,
    text: String,
    /// Its kind, and whether it may be retried.
    error: Option<(ErrorKind, bool)>,
}

/// One row of the table.
#[derive(Clone, Copy)]
struct Case {
    wire: &'static Wire,
    form: &'static Form,
    failure: Option<Failure>,
    /// How many outputs come before it.
    outputs: usize,
    /// Whether no attempt goes well.
    is_lasting: bool,
    reader: Reader,
}

impl Case {
    fn failing(&self, failure: Failure) -> Answer {
        let (wire, form) = (self.wire, self.form);
        let mut events = Vec::new();
        if failure != Failure::Empty {
            events = (wire.announcements)(&form.asked());
            events.extend(form.outputs().take(self.outputs).map(wire.output));
        }
        match failure {
            Failure::Error => events.push((wire.error)()),
            Failure::Garbage => events.push(garbage(wire)),
            _ => {}
        }
        let answer = form.answer(wire, &events);
        match failure {
            // It is known before the body ends.
            Failure::Error | Failure::Garbage | Failure::Silence => answer.stalling(),
            Failure::Break => answer.breaking_off(),
            Failure::End | Failure::Empty => answer,
        }
    }

    fn whole(&self) -> Answer {
        let (wire, form) = (self.wire, self.form);
        let mut events = (wire.announcements)(&form.asked());
        events.extend(form.outputs().map(wire.output));
        events.extend((wire.end)());
        form.answer(wire, &events)
    }

    fn expected(&self) -> Got {
        let all = || form_text(self.wire, self.form.outputs());
        let Some(failure) = self.failure else {
            return Got {
                requests: 1,
                text: all(),
                error: None,
            };
        };
        let is_retried = self.outputs == 0 || self.reader.collects();
        if is_retried && !self.is_lasting {
            return Got {
                requests: 2,
                text: all(),
                error: None,
            };
        }
        let is_shown = !self.reader.collects();
        let shown = self.form.outputs().take(self.outputs).filter(|_| is_shown);
        Got {
            requests: if is_retried { 3 } else { 1 },
            text: form_text(self.wire, shown),
            error: Some((failure.kind(self.wire), !is_retried)),
        }
    }

    /// Short only where silence is expected, as whatever arrives may take its time.
    fn patience(&self) -> Patience {
        let is_silent = self.failure == Some(Failure::Silence);
        let is_short =
            |is_short| Duration::from_millis(if is_short && is_silent { 500 } else { 60_000 });
        let mut patience = Patience {
            first: is_short(self.outputs == 0 || self.reader.collects()),
            later: is_short(self.is_lasting),
            rest: is_short(self.outputs > 0),
        };
        if is_silent && self.outputs > 0 && self.reader.has_one_patience() {
            patience.first = Duration::from_secs(3);
        }
        patience
    }

    /// What differs from what is expected.
    async fn hold(self) -> Option<String> {
        let mut answers: Vec<Answer> = self
            .failure
            .map(|it| self.failing(it))
            .into_iter()
            .collect();
        if !self.is_lasting {
            answers.push(self.whole());
        }
        let server = Server::start(answers);
        let (text, error) = self.reader.read(&server.url, self.patience()).await;
        let got = Got {
            requests: server.count(),
            text,
            error: error.map(|it| (it.kind(), it.is_retryable())),
        };
        server.stop();
        let Self { wire, form, .. } = self;
        let expected = self.expected();
        (got != expected).then(|| {
            format!(
                "{}, {}, {:?} after {} by {:?}: {got:.300?}, and not {expected:.300?}",
                wire.name, form.name, self.failure, self.outputs, self.reader,
            )
        })
    }
}

fn form_text<'a>(wire: &Wire, outputs: impl Iterator<Item = &'a str>) -> String {
    outputs.map(|it| wire.text(it)).collect()
}

fn garbage(wire: &Wire) -> Event {
    let data = match wire.form {
        wires::Form::Sse | wires::Form::List => "{\"x\": NaN}",
        wires::Form::Lines => "<html>",
    };
    Event {
        name: None,
        data: data.to_owned(),
    }
}

async fn hold_all(cases: Vec<Case>) {
    assert!(!cases.is_empty());
    let differences = stream::iter(cases)
        .map(Case::hold)
        .buffer_unordered(32)
        .filter_map(std::future::ready);
    let differences: Vec<String> = differences.collect().await;
    assert!(differences.is_empty(), "{}", differences.join("\n"));
}

/// Where a failure comes, and whether it goes on.
const PLACES: [(usize, bool); 3] = [(0, false), (0, true), (1, false)];

#[tokio::test]
async fn whatever_goes_wrong_by_every_reader() {
    let mut cases = Vec::new();
    for wire in wires() {
        for reader in Reader::of(wire) {
            let whole = Case {
                wire,
                form: &PLAIN,
                failure: None,
                outputs: 0,
                is_lasting: false,
                reader,
            };
            cases.push(whole);
            for failure in FAILURES {
                for (outputs, is_lasting) in PLACES {
                    if failure != Failure::Empty || outputs == 0 {
                        cases.push(Case {
                            failure: Some(failure),
                            outputs,
                            is_lasting,
                            ..whole
                        });
                    }
                }
            }
        }
    }
    hold_all(cases).await;
}

#[tokio::test]
async fn whatever_goes_wrong_in_every_form() {
    let mut cases = Vec::new();
    for wire in wires() {
        for form in FORMS.iter().filter(|it| it.is_of(wire)) {
            // Each failure meets each reader, in one form or another.
            let mut readers = Reader::of(wire).into_iter().cycle().skip(cases.len() % 3);
            let mut case = |failure, outputs| Case {
                wire,
                form,
                failure,
                outputs,
                is_lasting: false,
                reader: readers.next().expect("there are some"),
            };
            cases.push(case(None, 0));
            for failure in FAILURES {
                cases.push(case(Some(failure), 0));
                if failure != Failure::Empty {
                    cases.push(case(Some(failure), 1));
                }
            }
        }
    }
    hold_all(cases).await;
}
