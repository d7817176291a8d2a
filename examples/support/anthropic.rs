//! What Anthropic's messages API sends.

use serde_json::json;
use test_support::Answer;

/// The path of its URL.
pub const PATH: &str = "/v1/messages";

const REQUEST_ID: &str = "req_011local";

/// A failure, with its `type`.
#[must_use]
pub fn error(status: u16, kind: &str, message: &str) -> Answer {
    let body = json!({
        "type": "error",
        "error": { "type": kind, "message": message },
        "request_id": REQUEST_ID,
    });
    Answer::new(status, body.to_string()).header("request-id", REQUEST_ID)
}

/// An answer.
#[must_use]
pub fn message(text: &str) -> Answer {
    let body = json!({
        "id": "msg_local",
        "type": "message",
        "role": "assistant",
        "model": "claude-local",
        "content": [{ "type": "text", "text": text }],
        "stop_reason": "end_turn",
        "stop_sequence": null,
        "usage": { "input_tokens": 12, "output_tokens": 30 },
    });
    Answer::new(200, body.to_string()).header("request-id", REQUEST_ID)
}
