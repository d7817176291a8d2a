//! What OpenAI's chat completions API sends, and many others that imitate it.

use std::time::Duration;

use serde_json::{Value, json};
use test_support::Answer;

/// The path of its URL.
pub const PATH: &str = "/v1/chat/completions";

/// A failure, with its `type` and `code`.
#[must_use]
pub fn error(status: u16, kind: &str, code: Option<&str>, message: &str) -> Answer {
    Answer::new(status, error_object(kind, code, message).to_string())
}

/// The body of a failure.
#[must_use]
pub fn error_object(kind: &str, code: Option<&str>, message: &str) -> Value {
    json!({ "error": { "message": message, "type": kind, "param": null, "code": code } })
}

/// An answer.
#[must_use]
pub fn completion(text: &str) -> Answer {
    let body = json!({
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
    });
    Answer::new(200, body.to_string())
}

/// One event of a streamed completion.
#[must_use]
pub fn chunk(text: &str) -> Value {
    json!({
        "id": "chatcmpl-local",
        "object": "chat.completion.chunk",
        "created": 1_767_225_600,
        "model": "gpt-local",
        "choices": [{ "index": 0, "delta": { "content": text }, "finish_reason": null }],
    })
}

/// The first event of many streamed completions, without any text.
#[must_use]
pub fn role() -> Value {
    let mut chunk = chunk("");
    chunk["choices"][0]["delta"]["role"] = json!("assistant");
    chunk
}

/// A stream of events, one every 0.1 s.
pub fn events(data: impl IntoIterator<Item = Value>) -> Answer {
    let mut data = data.into_iter().map(|it| it.to_string());
    let event = |data: String| format!("data: {data}\n\n");
    let first = data.next().unwrap_or_default();
    data.chain(["[DONE]".to_owned()])
        .fold(Answer::new(200, event(first)), |answer, data| {
            answer.then(event(data))
        })
        .header("content-type", "text/event-stream")
        .pausing(Duration::from_millis(100))
}
