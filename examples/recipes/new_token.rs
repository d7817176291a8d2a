//! A new token when the server no longer takes the old one.

use reqwest::Client;
use retry_attr::api::ErrorKind;
use retry_attr::clients::reqwest::ResponseExt;
use retry_attr::{ApiError, Classification, Classify, policies, retry};
use serde_json::{Value, json};

/// The token that a call starts with, and whether the call has renewed it.
pub(crate) struct Token {
    pub(crate) text: String,
    pub(crate) is_new: bool,
}

#[retry(
    policy = policies::AI,
    deadline = "3m",
    last_error = last,
    borrow(token), // the next attempt finds the new one
    classify = |error| match error.kind() {
        ErrorKind::Authentication if !token.is_new => Classification::immediate(),
        _ => error.classify(),
    },
)]
pub(crate) async fn ask(
    http: &Client,
    url: &str,
    mut token: Token,
    prompt: &str,
) -> Result<Value, ApiError> {
    if !token.is_new && last.is_some_and(|error| error.kind() == ErrorKind::Authentication) {
        token.is_new = true; // whether or not it can be had: nothing asks twice
        token.text = log_in(http, url).await?;
    }
    let messages = json!([{ "role": "user", "content": prompt }]);
    let request = json!({ "model": "gpt-local", "messages": messages });
    let post = http.post(format!("{url}/v1/chat/completions"));
    let post = post.bearer_auth(&token.text).json(&request);
    post.send().await?.api_json().await
}

/// Retried by itself. What it gives up on, `ask` does not ask for again.
#[retry(policy = policies::AI, deadline = "1m")]
async fn log_in(http: &Client, url: &str) -> Result<String, ApiError> {
    let post = http.post(format!("{url}/token"));
    post.send().await?.api_json().await
}
