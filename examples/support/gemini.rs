//! What Gemini's `generateContent` sends.

use axum::Json;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use serde_json::json;

pub(crate) const PATH: &str = "/v1beta/models/gemini-local:generateContent";

/// The limit of requests a minute is reached. No header tells the wait: it stands in the details.
pub(crate) fn resource_exhausted(retry_delay: &str) -> Response {
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
    (StatusCode::TOO_MANY_REQUESTS, Json(body)).into_response()
}

pub(crate) fn content(text: &str) -> Response {
    Json(json!({
        "candidates": [{
            "content": { "role": "model", "parts": [{ "text": text }] },
            "finishReason": "STOP",
            "index": 0,
        }],
        "usageMetadata": { "promptTokenCount": 12, "candidatesTokenCount": 30, "totalTokenCount": 42 },
        "modelVersion": "gemini-local",
    }))
    .into_response()
}
