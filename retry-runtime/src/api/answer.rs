//! Whether a success answers anything: by the reason that it gives for its end, and by what it says.
//!
//! Answers have few shapes, which many providers share. One of another shape is taken as it is. The reasons that one
//! provider alone gives are in its profile, and have been asked before.

use serde_json::Value;

/// Ends at which no answer can be used, whatever has been said until then. The next one may end otherwise.
const BROKEN: [&str; 7] = [
    "error",
    "abort",
    "insufficient_system_resource",
    "malformed_function_call",
    "malformed_response",
    "unexpected_tool_call",
    "missing_thought_signature",
];

/// Ends that the same request meets again, if nothing has been said.
const LASTING: [&str; 18] = [
    "safety",
    "recitation",
    "language",
    "blocklist",
    "prohibited_content",
    "spii",
    "image_safety",
    "image_prohibited_content",
    "image_recitation",
    "jailbreak",
    "content_filter",
    "refusal",
    "error_toxic",
    // The limit on the answer was reached before it began.
    "length",
    "max_tokens",
    "max_output_tokens",
    "model_context_window_exceeded",
    "error_limit",
];

/// What may be filled where nothing is said.
const SILENT_FIELDS: [&str; 14] = [
    "type",
    "role",
    "id",
    "status",
    "annotations",
    "citations",
    "signature",
    "thoughtSignature",
    "reasoning",
    "reasoning_content",
    "reasoning_details",
    "thinking",
    "tool_plan",
    "phase",
];

/// Parts that are no answer.
const SILENT_PARTS: [&str; 3] = ["reasoning", "thinking", "redacted_thinking"];

/// Why there is no answer.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct NoAnswer {
    pub(super) reason: Option<String>,
    pub(super) is_lasting: bool,
}

/// Whether the same request ends so again, if nothing has been said.
pub(super) fn is_lasting(reason: &str) -> bool {
    LASTING.iter().any(|it| it.eq_ignore_ascii_case(reason))
}

/// Why `answer` is none, if it is one of a known shape.
pub(super) fn no_answer(answer: &Value) -> Option<NoAnswer> {
    let parts = parts(answer)?;
    let reason = end(answer);
    let is = |reasons: &[&str]| {
        let reason = reason.as_deref().unwrap_or_default();
        reasons.iter().any(|it| it.eq_ignore_ascii_case(reason))
    };
    // A model that is loaded on demand has said nothing, and was not asked to.
    if is(&["load", "unload"]) || !is(&BROKEN) && parts.into_iter().any(says_something) {
        return None;
    }
    Some(NoAnswer {
        is_lasting: reason.as_deref().is_some_and(is_lasting),
        reason,
    })
}

/// Where an answer says something; `None` if it is of no known shape, or not finished.
fn parts(answer: &Value) -> Option<Vec<&Value>> {
    if let Some(choices) = in_list(&answer["choices"], &["message", "text"]) {
        return Some(choices);
    }
    if let Some(candidates) = in_list(&answer["candidates"], &["content"]) {
        return Some(candidates);
    }
    if answer["promptFeedback"].is_object()
        || answer["usageMetadata"].is_object() && answer["modelVersion"].is_string()
    {
        return Some(Vec::new());
    }
    let is_response = answer["object"] == "response" && answer["output"].is_array();
    if is_response {
        let is_finished = !matches!(answer["status"].as_str(), Some("queued" | "in_progress"));
        return is_finished.then(|| vec![&answer["output"]]);
    }
    if answer["type"] == "message" && answer["content"].is_array() {
        return Some(vec![&answer["content"]]);
    }
    let is_finished = answer["done"] == true || answer["finish_reason"].is_string();
    let (message, response) = (&answer["message"], &answer["response"]);
    if is_finished && (message.is_object() || response.is_string()) {
        return Some(vec![message, response]);
    }
    None
}

fn in_list<'a>(list: &'a Value, fields: &[&str]) -> Option<Vec<&'a Value>> {
    let elements = list.as_array()?.iter();
    Some(
        elements
            .flat_map(|element| fields.iter().map(|field| &element[*field]))
            .collect(),
    )
}

/// Why the first of the answers ends.
fn end(answer: &Value) -> Option<String> {
    [
        &answer["choices"][0]["finish_reason"],
        &answer["candidates"][0]["finishReason"],
        &answer["incomplete_details"]["reason"],
        &answer["stop_reason"],
        &answer["finish_reason"],
        &answer["done_reason"],
    ]
    .into_iter()
    .find_map(text)
}

fn text(value: &Value) -> Option<String> {
    value.as_str().map(str::to_owned)
}

/// Whether there is a text, or a name of something, that is for the caller.
fn says_something(value: &Value) -> bool {
    match value {
        Value::String(text) => !text.trim().is_empty(),
        Value::Array(list) => list.iter().any(says_something),
        Value::Object(fields) => {
            let is_silent = value["thought"] == true
                || value["type"]
                    .as_str()
                    .is_some_and(|it| SILENT_PARTS.contains(&it));
            let mut fields = fields.iter();
            !is_silent
                && fields.any(|(name, value)| {
                    !SILENT_FIELDS.contains(&name.as_str()) && says_something(value)
                })
        }
        Value::Null | Value::Bool(_) | Value::Number(_) => false,
    }
}
