//! The next key when the quota of one is used up.

use reqwest::Client;
use retry_attr::api::ErrorKind;
use retry_attr::clients::reqwest::ResponseExt;
use retry_attr::{ApiError, Classification, Classify, policies, retry};
use serde_json::{Value, json};

#[retry(
    policy = policies::AI,
    deadline = "3m",
    last_error = last,
    classify = |error| match error.kind() {
        ErrorKind::Quota if keys.len() > 1 => Classification::immediate(),
        _ => error.classify(),
    },
)]
pub(crate) async fn ask(
    http: &Client,
    url: &str,
    keys: &mut &[&str],
    prompt: &str,
) -> Result<Value, ApiError> {
    if last.is_some_and(|error| error.kind() == ErrorKind::Quota) {
        *keys = &keys[1..]; // for the calls after this one as well
    }
    let messages = json!([{ "role": "user", "content": prompt }]);
    let request = json!({ "model": "gpt-local", "messages": messages });
    let post = http.post(url).bearer_auth(keys[0]).json(&request);
    post.send().await?.api_json().await
}
