//! An API that follows a script.

use std::collections::VecDeque;
use std::sync::{Arc, Mutex};

use axum::Router;
use axum::body::Bytes;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use axum::routing::post;

type Replies = Arc<Mutex<VecDeque<Response>>>;

/// Gives each `POST` to `path` the next of `replies`.
pub(crate) fn play<const N: usize>(path: &str, replies: [Response; N]) -> Router {
    let replies: Replies = Arc::new(Mutex::new(replies.into()));
    Router::new().route(path, post(reply)).with_state(replies)
}

async fn reply(State(replies): State<Replies>, _request: Bytes) -> Response {
    let next = replies.lock().ok().and_then(|mut it| it.pop_front());
    next.unwrap_or_else(|| (StatusCode::GONE, "the script has ended").into_response())
}
