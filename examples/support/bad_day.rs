//! An OpenAI-compatible API on a bad day: of three requests it refuses the first (429, with `Retry-After`), fails
//! the second (503) and answers the third.

use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};

use axum::extract::State;
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use axum::routing::post;
use axum::{Json, Router};
use serde_json::{Value, json};

pub(crate) fn api() -> Router {
    Router::new()
        .route("/v1/chat/completions", post(chat_completions))
        .with_state(Arc::default())
}

async fn chat_completions(
    State(requests): State<Arc<AtomicU32>>,
    Json(request): Json<Value>,
) -> Response {
    let model = request["model"].as_str().unwrap_or("the model");
    match requests.fetch_add(1, Ordering::Relaxed) % 3 {
        0 => (
            StatusCode::TOO_MANY_REQUESTS,
            [(header::RETRY_AFTER, "1")],
            Json(json!({ "error": {
                "message": format!(
                    "Rate limit reached for {model} in organization org-local on requests per min (RPM): \
                     Limit 3, Used 3, Requested 1. Please try again in 1s."
                ),
                "type": "requests",
                "param": null,
                "code": "rate_limit_exceeded",
            } })),
        )
            .into_response(),
        1 => (
            StatusCode::SERVICE_UNAVAILABLE,
            Json(json!({ "error": {
                "message": "The server is currently overloaded. Please try again later.",
                "type": "server_error",
                "param": null,
                "code": null,
            } })),
        )
            .into_response(),
        _ => Json(json!({
            "id": "chatcmpl-local",
            "object": "chat.completion",
            "created": 1_767_225_600,
            "model": model,
            "choices": [{
                "index": 0,
                "message": { "role": "assistant", "content": answer_to(&request) },
                "finish_reason": "stop",
            }],
            "usage": { "prompt_tokens": 12, "completion_tokens": 30, "total_tokens": 42 },
        }))
        .into_response(),
    }
}

fn answer_to(request: &Value) -> String {
    let prompt = &request["messages"][0]["content"];
    format!("You asked {prompt}. Set OPENAI_API_KEY, and a model answers instead of this server.")
}
