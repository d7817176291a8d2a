//! How each provider writes a stream.

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

fn chunk(delta: &Value, reason: &Value) -> Event {
    unnamed(&json!({
        "id": "chatcmpl-1",
        "object": "chat.completion.chunk",
        "choices": [{ "index": 0, "delta": delta, "finish_reason": reason }],
    }))
}

fn part(part: &Value, reason: &Value) -> Event {
    unnamed(&json!({
        "candidates": [{ "content": { "role": "model", "parts": [part] }, "finishReason": reason, "index": 0 }],
        "usageMetadata": { "promptTokenCount": 7 },
        "modelVersion": "g",
    }))
}

pub(crate) const WIRES: [Wire; 11] = [
    Wire {
        name: "chat",
        form: Form::Sse,
        announcements: |_| {
            vec![chunk(
                &json!({ "role": "assistant", "content": "" }),
                &Value::Null,
            )]
        },
        output: |text| chunk(&json!({ "content": text }), &Value::Null),
        end: || vec![chunk(&json!({}), &json!("stop")), plain(None, "[DONE]")],
        error: || {
            unnamed(&json!({ "error": { "message": "m", "type": "server_error", "code": null } }))
        },
    },
    // Some leave `[DONE]` out, and put an error where the choices were.
    Wire {
        name: "chat without its mark",
        form: Form::Sse,
        announcements: |_| Vec::new(),
        output: |text| chunk(&json!({ "content": text }), &Value::Null),
        end: || vec![chunk(&json!({ "content": "" }), &json!("length"))],
        error: || chunk(&json!({ "content": "" }), &json!("error")),
    },
    Wire {
        name: "responses",
        form: Form::Sse,
        announcements: |asked| {
            let response = json!({ "response": { "instructions": asked, "error": null } });
            let item = json!({ "item": { "type": "reasoning", "summary": [] } });
            vec![
                named("response.created", response.clone()),
                named("response.in_progress", response),
                named("response.output_item.added", item),
            ]
        },
        output: |text| named("response.output_text.delta", json!({ "delta": text })),
        end: || {
            let response = json!({ "response": { "status": "completed", "error": null } });
            vec![named("response.completed", response)]
        },
        error: || {
            let error = json!({ "code": "server_error", "message": "m" });
            named(
                "response.failed",
                json!({ "response": { "status": "failed", "error": error } }),
            )
        },
    },
    Wire {
        name: "messages",
        form: Form::Sse,
        announcements: |_| {
            vec![
                named(
                    "message_start",
                    json!({ "message": { "role": "assistant", "content": [] } }),
                ),
                named(
                    "content_block_start",
                    json!({ "content_block": { "type": "text", "text": "" } }),
                ),
                named("ping", json!({})),
            ]
        },
        output: |text| {
            let delta = json!({ "type": "text_delta", "text": text });
            named("content_block_delta", json!({ "index": 0, "delta": delta }))
        },
        end: || {
            vec![
                named("content_block_stop", json!({ "index": 0 })),
                named(
                    "message_delta",
                    json!({ "delta": { "stop_reason": "end_turn" } }),
                ),
                named("message_stop", json!({})),
            ]
        },
        error: || {
            let error = json!({ "type": "overloaded_error", "message": "Overloaded" });
            named("error", json!({ "error": error }))
        },
    },
    Wire {
        name: "contents",
        form: Form::Sse,
        announcements: |_| Vec::new(),
        output: |text| part(&json!({ "text": text }), &Value::Null),
        end: || vec![part(&json!({ "text": "" }), &json!("STOP"))],
        error: || {
            unnamed(&json!({ "error": { "code": 503, "message": "m", "status": "UNAVAILABLE" } }))
        },
    },
    Wire {
        name: "contents in a list",
        form: Form::List,
        announcements: |_| Vec::new(),
        output: |text| part(&json!({ "text": text }), &Value::Null),
        end: || vec![part(&json!({ "text": "" }), &json!("STOP"))],
        error: || {
            unnamed(&json!({ "error": { "code": 503, "message": "m", "status": "UNAVAILABLE" } }))
        },
    },
    Wire {
        name: "lines",
        form: Form::Lines,
        announcements: |_| {
            vec![unnamed(
                &json!({ "message": { "role": "assistant", "content": "" }, "done": false }),
            )]
        },
        output: |text| {
            unnamed(&json!({ "message": { "role": "assistant", "content": text }, "done": false }))
        },
        end: || {
            vec![unnamed(
                &json!({ "message": { "content": "" }, "done": true, "done_reason": "stop" }),
            )]
        },
        error: || unnamed(&json!({ "error": "model runner has unexpectedly stopped" })),
    },
    Wire {
        name: "chat of Cohere",
        form: Form::Sse,
        announcements: |_| {
            let text = json!({ "type": "text", "text": "" });
            vec![
                named(
                    "message-start",
                    json!({ "delta": { "message": { "role": "assistant" } } }),
                ),
                named(
                    "content-start",
                    json!({ "delta": { "message": { "content": text } } }),
                ),
            ]
        },
        output: |text| {
            let delta = json!({ "message": { "content": { "text": text } } });
            named("content-delta", json!({ "index": 0, "delta": delta }))
        },
        end: || {
            vec![
                named("content-end", json!({ "index": 0 })),
                named(
                    "message-end",
                    json!({ "delta": { "finish_reason": "COMPLETE" } }),
                ),
            ]
        },
        error: || {
            named(
                "message-end",
                json!({ "delta": { "finish_reason": "ERROR", "error": "m" } }),
            )
        },
    },
    Wire {
        name: "conversations",
        form: Form::Sse,
        announcements: |_| {
            vec![named(
                "conversation.response.started",
                json!({ "conversation_id": "c" }),
            )]
        },
        output: |text| {
            named(
                "message.output.delta",
                json!({ "role": "assistant", "content": text }),
            )
        },
        end: || vec![named("conversation.response.done", json!({ "usage": {} }))],
        error: || {
            named(
                "conversation.response.error",
                json!({ "code": 3505, "message": "m" }),
            )
        },
    },
    Wire {
        name: "tokens",
        form: Form::Sse,
        announcements: |_| Vec::new(),
        output: |text| {
            let token = json!({ "id": 1, "text": text, "special": false });
            unnamed(&json!({ "index": 1, "token": token, "generated_text": null }))
        },
        end: || {
            let token = json!({ "id": 2, "text": "</s>", "special": true });
            vec![unnamed(
                &json!({ "index": 2, "token": token, "generated_text": "all", "details": null }),
            )]
        },
        error: || unnamed(&json!({ "error": "m", "error_type": "overloaded" })),
    },
    Wire {
        name: "output",
        form: Form::Sse,
        announcements: |_| Vec::new(),
        output: |text| plain(Some("output"), text),
        end: || vec![plain(Some("done"), "{}")],
        error: || plain(Some("error"), "the model crashed"),
    },
];

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
        // What is no JSON has no text that can be told from others.
        if self.name == "output" { "" } else { text }
    }
}
