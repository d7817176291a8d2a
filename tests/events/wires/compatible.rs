//! Formats of OpenAI, which many have in common, and of the servers that run models.

use retry_attr::api::ErrorKind;
use serde_json::{Value, json};

use super::{Event, Form, Wire, named, plain, unnamed};

fn chunk(delta: &Value, reason: &Value) -> Event {
    unnamed(&json!({
        "id": "chatcmpl-1",
        "object": "chat.completion.chunk",
        "choices": [{ "index": 0, "delta": delta, "finish_reason": reason }],
    }))
}

pub(super) const WIRES: [Wire; 9] = [
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
        kind: ErrorKind::Server,
        has_text: true,
    },
    // Some leave `[DONE]` out, and put an error where the choices were.
    Wire {
        name: "chat without its mark",
        form: Form::Sse,
        announcements: |_| Vec::new(),
        output: |text| chunk(&json!({ "content": text }), &Value::Null),
        end: || vec![chunk(&json!({ "content": "" }), &json!("length"))],
        error: || chunk(&json!({ "content": "" }), &json!("error")),
        kind: ErrorKind::Server,
        has_text: true,
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
        kind: ErrorKind::Server,
        has_text: true,
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
        kind: ErrorKind::Overloaded,
        has_text: true,
    },
    Wire {
        name: "output",
        form: Form::Sse,
        announcements: |_| Vec::new(),
        output: |text| plain(Some("output"), text),
        end: || vec![plain(Some("done"), "{}")],
        error: || plain(Some("error"), "the model crashed"),
        kind: ErrorKind::Server,
        has_text: false,
    },
    // The older completions, which have no roles.
    Wire {
        name: "completions",
        form: Form::Sse,
        announcements: |_| Vec::new(),
        output: |text| {
            unnamed(&json!({ "choices": [{ "text": text, "index": 0, "finish_reason": null }] }))
        },
        end: || {
            let end = json!({ "choices": [{ "text": "", "index": 0, "finish_reason": "length" }] });
            vec![unnamed(&end), plain(None, "[DONE]")]
        },
        error: || unnamed(&json!({ "object": "error", "message": "m", "code": 500 })),
        kind: ErrorKind::Server,
        has_text: true,
    },
    Wire {
        name: "completions of llama.cpp",
        form: Form::Sse,
        announcements: |_| Vec::new(),
        output: |text| unnamed(&json!({ "content": text, "stop": false })),
        end: || vec![unnamed(&json!({ "content": "", "stop": true }))],
        error: || {
            let error = json!({ "code": 503, "message": "m", "type": "unavailable_error" });
            unnamed(&json!({ "error": error }))
        },
        kind: ErrorKind::Overloaded,
        has_text: true,
    },
    Wire {
        name: "chat of LM Studio",
        form: Form::Sse,
        announcements: |_| {
            vec![
                named("chat.start", json!({})),
                named("model_load.progress", json!({ "progress": 0.5 })),
                named("message.start", json!({})),
            ]
        },
        output: |text| named("message.delta", json!({ "content": text })),
        end: || {
            vec![
                named("message.end", json!({})),
                named("chat.end", json!({ "result": {} })),
            ]
        },
        error: || {
            let error = json!({ "type": "internal_error", "message": "m" });
            named("error", json!({ "error": error }))
        },
        kind: ErrorKind::Server,
        has_text: true,
    },
    Wire {
        name: "runs of Cloudflare",
        form: Form::Sse,
        announcements: |_| Vec::new(),
        output: |text| unnamed(&json!({ "response": text, "p": "ab" })),
        end: || {
            vec![
                unnamed(&json!({ "response": "", "usage": {} })),
                plain(None, "[DONE]"),
            ]
        },
        error: || unnamed(&json!({ "error": "m" })),
        kind: ErrorKind::Server,
        has_text: true,
    },
];
