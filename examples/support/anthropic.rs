//! What Anthropic's messages API sends.

use axum::Json;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use serde_json::json;

pub(crate) const PATH: &str = "/v1/messages";

const REQUEST_ID: &str = "req_011local";

pub(crate) fn error(status: u16, kind: &str, message: &str) -> Response {
    let status = StatusCode::from_u16(status).expect("a status");
    let body = json!({
        "type": "error",
        "error": { "type": kind, "message": message },
        "request_id": REQUEST_ID,
    });
    (status, [("request-id", REQUEST_ID)], Json(body)).into_response()
}

pub(crate) fn message(text: &str) -> Response {
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
    ([("request-id", REQUEST_ID)], Json(body)).into_response()
}
