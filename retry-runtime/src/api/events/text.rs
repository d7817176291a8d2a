//! The text that an event adds to an answer.
//!
//! Events have few shapes, which many providers share, as answers do.

use serde_json::Value;

/// `None` if the event is of no known shape, or of one without text.
pub(super) fn of(event: &str) -> Option<String> {
    let event: Value = serde_json::from_str(event).ok()?;
    let choice = first(&event["choices"]);
    let by_shape = [
        &choice["delta"]["content"],
        &choice["message"]["content"],
        &choice["text"],
        &first(&event["candidates"])["content"]["parts"],
        &event["message"]["content"], // a line that repeats the role
    ];
    if let Some(text) = by_shape.into_iter().find_map(joined) {
        return Some(text);
    }
    // A response in one piece.
    if event["object"] == "response" {
        let items = event["output"].as_array()?.iter();
        let texts: Vec<String> = items.filter_map(|item| joined(&item["content"])).collect();
        return Some(texts.concat());
    }
    let kind = [&event["type"], &event["event_type"]];
    match kind.into_iter().find_map(Value::as_str) {
        Some("content_block_start") => joined(&event["content_block"]),
        Some(
            "content_block_delta"
            | "content.delta"
            | "response.output_text.delta"
            | "transcript.text.delta",
        ) => joined(&event["delta"]),
        Some("content-delta") => joined(&event["delta"]["message"]["content"]),
        Some("message" | "message.delta" | "message.output.delta") => joined(&event["content"]),
        Some("text-generation") => joined(&event["text"]),
        Some(_) => None,
        // Of those without a type, each has one of these.
        None if event["token"]["special"] == true => None,
        None => [
            &event["response"],
            &event["token"]["text"],
            &event["content"],
        ]
        .into_iter()
        .find_map(joined),
    }
}

/// What an event says of the first answer. Others have numbers.
fn first(answers: &Value) -> &Value {
    const NONE: &Value = &Value::Null;
    let mut answers = answers.as_array().into_iter().flatten();
    let first = answers.find(|it| it["index"].as_u64().is_none_or(|it| it == 0));
    first.unwrap_or(NONE)
}

/// A text, or those of a list, without what is thought.
fn joined(content: &Value) -> Option<String> {
    match content {
        Value::String(text) => Some(text.clone()),
        Value::Array(parts) => {
            let texts: Vec<String> = parts.iter().filter_map(joined).collect();
            (!texts.is_empty()).then(|| texts.concat())
        }
        Value::Object(part) if part.get("thought") != Some(&Value::Bool(true)) => part
            .get("text")
            .filter(|it| it.is_string())
            .and_then(joined),
        _ => None,
    }
}
