//! How each provider writes a stream.

mod compatible;
mod own;

use retry_attr::api::ErrorKind;
use serde_json::{Value, json};
use test_support::Answer;

/// An event: its name, if the provider gives it one, and what it holds.
#[derive(Clone)]
pub(crate) struct Event {
    pub(crate) name: Option<&'static str>,
    pub(crate) data: String,
}

/// How events become a body.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum Form {
    Sse,
    Lines,
    List,
}

pub(crate) struct Wire {
    pub(crate) name: &'static str,
    pub(crate) form: Form,
    /// What comes before the answer. One may repeat what was asked.
    pub(crate) announcements: fn(&str) -> Vec<Event>,
    /// A piece of the answer.
    pub(crate) output: fn(&str) -> Event,
    pub(crate) end: fn() -> Vec<Event>,
    pub(crate) error: fn() -> Event,
    /// What the error means.
    pub(crate) kind: ErrorKind,
    /// Whether the text of an output is read.
    pub(crate) has_text: bool,
}

/// Named as its type is.
fn named(name: &'static str, mut data: Value) -> Event {
    data["type"] = json!(name);
    Event {
        name: Some(name),
        data: data.to_string(),
    }
}

fn unnamed(data: &Value) -> Event {
    Event {
        name: None,
        data: data.to_string(),
    }
}

fn plain(name: Option<&'static str>, data: &str) -> Event {
    Event {
        name,
        data: data.to_owned(),
    }
}

pub(crate) fn wires() -> impl Iterator<Item = &'static Wire> {
    static ALL: [&[Wire]; 2] = [&compatible::WIRES, &own::WIRES];
    ALL.into_iter().flatten()
}

impl Wire {
    /// The body that `events` make.
    pub(crate) fn body(&self, events: &[Event], newline: &str) -> String {
        let texts = events.iter().map(|event| match self.form {
            Form::Sse => {
                let name = event.name.map(|it| format!("event: {it}{newline}"));
                let name = name.unwrap_or_default();
                format!("{name}data: {}{newline}{newline}", event.data)
            }
            Form::Lines => format!("{}{newline}", event.data),
            Form::List => format!(",{newline}{}", event.data),
        });
        let body: String = texts.collect();
        match self.form {
            Form::List => body.replacen(',', "[", 1),
            _ => body,
        }
    }

    /// The whole answer.
    pub(crate) fn whole(&self, texts: &[&str]) -> Vec<Event> {
        let outputs = texts.iter().map(|text| (self.output)(text));
        let mut events = (self.announcements)("be brief");
        events.extend(outputs);
        events.extend((self.end)());
        events
    }

    pub(crate) fn content_type(&self) -> &'static str {
        match self.form {
            Form::Sse => "text/event-stream",
            Form::Lines => "application/x-ndjson",
            Form::List => "application/json; charset=UTF-8",
        }
    }

    pub(crate) fn answer(&self, body: impl Into<Vec<u8>>) -> Answer {
        Answer::new(200, body).header("content-type", self.content_type())
    }

    /// The text that is read of an output.
    pub(crate) fn text<'a>(&self, text: &'a str) -> &'a str {
        if self.has_text { text } else { "" }
    }
}
