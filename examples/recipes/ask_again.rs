//! The model is told what was wrong with its answer, and asked again.

use reqwest::Client;
use retry_attr::clients::reqwest::ResponseExt;
use retry_attr::{ApiError, Classification, Classify, policies, retry};
use serde_json::{Value, json};

#[derive(Debug, Classify)]
pub(crate) enum AskError {
    #[classify(forward)]
    Api(ApiError),
    /// The answer is not what was asked for.
    #[classify(permanent)]
    Invalid { answer: String, problem: String },
}

#[retry(
    policy = policies::AI,
    deadline = "3m",
    last_error = last,
    borrow(messages), // the conversation goes on
    classify = |error| match error {
        // The prompt, and two messages for each time that it was asked again.
        AskError::Invalid { .. } if messages.len() < 5 => Classification::immediate(),
        _ => error.classify(),
    },
)]
pub(crate) async fn ask(
    http: &Client,
    url: &str,
    mut messages: Vec<Value>,
) -> Result<Vec<u32>, AskError> {
    if let Some(AskError::Invalid { answer, problem }) = last {
        let correction = format!("This is not a JSON array of numbers: {problem}. Answer again.");
        messages.push(json!({ "role": "assistant", "content": answer }));
        messages.push(json!({ "role": "user", "content": correction }));
    }
    let request = json!({ "model": "gpt-local", "messages": messages });
    let post = http.post(url).bearer_auth("a-key").json(&request);
    let completion: Value = post.send().await?.api_json().await?;
    let answer = &completion["choices"][0]["message"]["content"];
    let answer = answer.as_str().unwrap_or_default();
    serde_json::from_str(answer).map_err(|problem| AskError::Invalid {
        answer: answer.to_owned(),
        problem: problem.to_string(),
    })
}

impl<E: Into<ApiError>> From<E> for AskError {
    fn from(error: E) -> Self {
        Self::Api(error.into())
    }
}
