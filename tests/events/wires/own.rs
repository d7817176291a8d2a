//! Formats that providers have of their own.

use retry_attr::api::ErrorKind;
use serde_json::{Value, json};

use super::{Event, Form, Wire, named, unnamed};

fn part(part: &Value, reason: &Value) -> Event {
    unnamed(&json!({
        "candidates": [{ "content": { "role": "model", "parts": [part] }, "finishReason": reason, "index": 0 }],
        "usageMetadata": { "promptTokenCount": 7 },
        "modelVersion": "g",
    }))
}

pub(super) const WIRES: [Wire; 10] = [
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
        kind: ErrorKind::Overloaded,
        has_text: true,
    },
    contents("contents", Form::Sse),
    contents("contents in a list", Form::List),
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
        kind: ErrorKind::Server,
        has_text: true,
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
        kind: ErrorKind::Server,
        has_text: true,
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
        kind: ErrorKind::Overloaded,
        has_text: true,
    },
    Wire {
        name: "interactions of Gemini",
        form: Form::Sse,
        announcements: |asked| {
            let interaction = json!({ "status": "in_progress", "system_instruction": asked });
            let start = json!({ "event_type": "interaction.start", "interaction": interaction });
            vec![unnamed(&start)]
        },
        output: |text| {
            let delta = json!({ "type": "text", "text": text });
            unnamed(&json!({ "event_type": "content.delta", "index": 0, "delta": delta }))
        },
        end: || {
            let interaction = json!({ "status": "completed" });
            vec![unnamed(
                &json!({ "event_type": "interaction.complete", "interaction": interaction }),
            )]
        },
        error: || {
            let error = json!({ "code": "rate_limit_exceeded", "message": "m" });
            unnamed(&json!({ "event_type": "error", "error": error }))
        },
        kind: ErrorKind::RateLimit,
        has_text: true,
    },
    Wire {
        name: "completions of Ollama",
        form: Form::Lines,
        announcements: |_| vec![unnamed(&json!({ "response": "", "done": false }))],
        output: |text| unnamed(&json!({ "response": text, "done": false })),
        end: || vec![unnamed(&json!({ "response": "", "done": true }))],
        error: || unnamed(&json!({ "error": "unexpected EOF" })),
        kind: ErrorKind::Server,
        has_text: true,
    },
    Wire {
        name: "first chat of Cohere",
        form: Form::Lines,
        announcements: |_| {
            vec![unnamed(
                &json!({ "event_type": "stream-start", "is_finished": false }),
            )]
        },
        output: |text| unnamed(&json!({ "event_type": "text-generation", "text": text })),
        end: || {
            vec![unnamed(
                &json!({ "event_type": "stream-end", "finish_reason": "COMPLETE" }),
            )]
        },
        error: || unnamed(&json!({ "event_type": "stream-end", "finish_reason": "ERROR" })),
        kind: ErrorKind::Server,
        has_text: true,
    },
    // Whether a text repeats those before it, only the request tells.
    Wire {
        name: "generation of DashScope",
        form: Form::Sse,
        announcements: |_| Vec::new(),
        output: |text| {
            let output = json!({ "text": text, "finish_reason": "null" });
            Event {
                name: Some("result"),
                data: json!({ "output": output }).to_string(),
            }
        },
        end: || {
            let output = json!({ "text": "", "finish_reason": "stop" });
            vec![Event {
                name: Some("result"),
                data: json!({ "output": output }).to_string(),
            }]
        },
        error: || Event {
            name: Some("error"),
            data: json!({ "code": "Throttling.RateQuota", "message": "m" }).to_string(),
        },
        kind: ErrorKind::RateLimit,
        has_text: false,
    },
];

/// Gemini's, as events or in a list.
const fn contents(name: &'static str, form: Form) -> Wire {
    Wire {
        name,
        form,
        announcements: |_| Vec::new(),
        output: |text| part(&json!({ "text": text }), &Value::Null),
        end: || vec![part(&json!({ "text": "" }), &json!("STOP"))],
        error: || {
            unnamed(&json!({ "error": { "code": 503, "message": "m", "status": "UNAVAILABLE" } }))
        },
        kind: ErrorKind::Overloaded,
        has_text: true,
    }
}
