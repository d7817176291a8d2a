//! What Gemini's `generateContent` sends.

use serde_json::json;
use test_support::Answer;

/// The path of its URL.
pub const PATH: &str = "/v1beta/models/gemini-local:generateContent";

/// The limit of requests per minute is reached. Only the details name the wait, not a header.
#[must_use]
pub fn resource_exhausted(retry_delay: &str) -> Answer {
    let body = json!({ "error": {
        "code": 429,
        "message": "You exceeded your current quota.",
        "status": "RESOURCE_EXHAUSTED",
        "details": [
            {
                "@type": "type.googleapis.com/google.rpc.QuotaFailure",
                "violations": [{ "quotaId": "GenerateRequestsPerMinutePerProjectPerModel-FreeTier" }],
            },
            { "@type": "type.googleapis.com/google.rpc.RetryInfo", "retryDelay": retry_delay },
        ],
    } });
    Answer::new(429, body.to_string())
}

/// An answer.
#[must_use]
pub fn content(text: &str) -> Answer {
    let body = json!({
        "candidates": [{
            "content": { "role": "model", "parts": [{ "text": text }] },
            "finishReason": "STOP",
            "index": 0,
        }],
        "usageMetadata": { "promptTokenCount": 12, "candidatesTokenCount": 30, "totalTokenCount": 42 },
        "modelVersion": "gemini-local",
    });
    Answer::new(200, body.to_string())
}
