//! What OpenAI's chat completions API sends, and many others that speak its language.

use std::convert::Infallible;
use std::time::Duration;

use axum::Json;
use axum::http::StatusCode;
use axum::response::sse::{Event, Sse};
use axum::response::{IntoResponse, Response};
use futures_util::{StreamExt, stream};
use serde_json::{Value, json};

pub(crate) const PATH: &str = "/v1/chat/completions";

pub(crate) fn error(status: u16, kind: &str, code: Option<&str>, message: &str) -> Response {
    let status = StatusCode::from_u16(status).expect("a status");
    (status, Json(error_object(kind, code, message))).into_response()
}

pub(crate) fn error_object(kind: &str, code: Option<&str>, message: &str) -> Value {
    json!({ "error": { "message": message, "type": kind, "param": null, "code": code } })
}

pub(crate) fn completion(text: &str) -> Response {
    Json(json!({
        "id": "chatcmpl-local",
        "object": "chat.completion",
        "created": 1_767_225_600,
        "model": "gpt-local",
        "choices": [{
            "index": 0,
            "message": { "role": "assistant", "content": text },
            "finish_reason": "stop",
        }],
        "usage": { "prompt_tokens": 12, "completion_tokens": 30, "total_tokens": 42 },
    }))
    .into_response()
}

/// One event of a streamed completion.
pub(crate) fn chunk(text: &str) -> Value {
    json!({
        "id": "chatcmpl-local",
        "object": "chat.completion.chunk",
        "created": 1_767_225_600,
        "model": "gpt-local",
        "choices": [{ "index": 0, "delta": { "content": text }, "finish_reason": null }],
    })
}

/// A stream of events, one every 0.1 s.
pub(crate) fn events(data: impl IntoIterator<Item = Value>) -> Response {
    let data = data.into_iter().map(|it| it.to_string());
    let data: Vec<String> = data.chain(["[DONE]".to_owned()]).collect();
    let events = stream::iter(data).then(|data| async {
        tokio::time::sleep(Duration::from_millis(100)).await;
        Ok::<_, Infallible>(Event::default().data(data))
    });
    Sse::new(events).into_response()
}
