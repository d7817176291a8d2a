//! A shorter prompt when it is too long for the model.

use reqwest::Client;
use retry_attr::api::ErrorKind;
use retry_attr::clients::reqwest::ResponseExt;
use retry_attr::{ApiError, Classification, Classify, policies, retry};
use serde_json::{Value, json};

#[retry(
    policy = policies::AI,
    deadline = "3m",
    last_error = last,
    borrow(messages), // the next attempt starts from what is left
    classify = |error| match error.kind() {
        ErrorKind::ContextTooLong if messages.len() > 1 => Classification::immediate(),
        _ => error.classify(),
    },
)]
pub(crate) async fn ask(
    http: &Client,
    url: &str,
    mut messages: Vec<Value>,
) -> Result<Value, ApiError> {
    if last.is_some_and(|error| error.kind() == ErrorKind::ContextTooLong) {
        messages.drain(..messages.len() / 2); // the older half
    }
    let request = json!({ "model": "gpt-local", "messages": messages });
    let post = http.post(url).bearer_auth("a-key").json(&request);
    post.send().await?.api_json().await
}
