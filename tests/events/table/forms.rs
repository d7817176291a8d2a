//! How a stream may be written, and how its bytes may come.

use std::sync::LazyLock;
use std::time::Duration;

use test_support::Answer;

use crate::wires::{self, Event, Wire};

pub(super) struct Form {
    pub(super) name: &'static str,
    newline: &'static str,
    /// What is done to the body when it is written.
    rewrites: fn(String) -> String,
    is_in_bytes: bool,
    pause: Duration,
    is_of_sse: bool,
    /// How long what the announcements may repeat is.
    asked: usize,
    /// What the answer says.
    outputs: fn() -> [&'static str; 2],
}

/// As most write it.
pub(super) const PLAIN: Form = Form {
    name: "plain",
    newline: "\n",
    rewrites: |body| body,
    is_in_bytes: false,
    pause: Duration::ZERO,
    is_of_sse: false,
    asked: 8,
    outputs: || ["Hel", "lo — 世界"],
};

static LARGE: LazyLock<String> = LazyLock::new(|| "x".repeat(1 << 20));

pub(super) const FORMS: [Form; 9] = [
    Form {
        name: "CRLF",
        newline: "\r\n",
        ..PLAIN
    },
    Form {
        name: "CR",
        newline: "\r",
        is_of_sse: true,
        ..PLAIN
    },
    Form {
        name: "BOM",
        rewrites: |body| format!("\u{feff}{body}"),
        ..PLAIN
    },
    Form {
        name: "byte by byte",
        is_in_bytes: true,
        ..PLAIN
    },
    Form {
        name: "comments",
        rewrites: |body| {
            ": waiting\n\n".to_owned() + &body.replace("\n\n", "\n\n: waiting\n\n:\n\n")
        },
        is_of_sse: true,
        ..PLAIN
    },
    Form {
        name: "several lines",
        rewrites: |body| body.replace(",\"", ",\ndata: \""),
        is_of_sse: true,
        ..PLAIN
    },
    Form {
        name: "a slow first token",
        pause: Duration::from_millis(300),
        ..PLAIN
    },
    Form {
        name: "announcements of 100 KB",
        asked: 100 << 10,
        ..PLAIN
    },
    Form {
        name: "events of 1 MB",
        outputs: || [&LARGE, "lo"],
        ..PLAIN
    },
];

impl Form {
    pub(super) fn is_of(&self, wire: &Wire) -> bool {
        let repeats = || {
            (wire.announcements)("asked")
                .iter()
                .any(|it| it.data.contains("asked"))
        };
        (!self.is_of_sse || wire.form == wires::Form::Sse)
            && (self.asked == PLAIN.asked || repeats())
    }

    pub(super) fn asked(&self) -> String {
        "x".repeat(self.asked)
    }

    pub(super) fn outputs(&self) -> impl Iterator<Item = &'static str> {
        (self.outputs)().into_iter()
    }

    pub(super) fn answer(&self, wire: &Wire, events: &[Event]) -> Answer {
        let body = (self.rewrites)(wire.body(events, self.newline)).into_bytes();
        // More than one chunk, so that each is sent by itself.
        let start = wire.answer("").pausing(self.pause);
        if self.is_in_bytes {
            body.into_iter()
                .fold(start, |answer, byte| answer.then([byte]))
        } else {
            start.then(body)
        }
    }
}
