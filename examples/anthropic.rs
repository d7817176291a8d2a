//! Anthropic's messages API: overloaded (529), then a rate limit with `retry-after`, then an answer. The policy and the
//! error type come from the crate; there is no other code for retries.
//!
//! `cargo run --example anthropic` needs no network: a server in this process plays the API.

use reqwest::Client;
use retry_attr::clients::reqwest::ResponseExt;
use retry_attr::{ApiError, policies, retry};
use serde_json::{Value, json};
use support::{Server, anthropic, client, timeline};

#[retry(
    policy = policies::AI,
    attempt = attempt,
    on_retry = timeline::print_retry,
    on_give_up = timeline::print_give_up
)]
async fn ask(http: &Client, url: &str, prompt: &str) -> Result<String, ApiError> {
    timeline::print_attempt(&attempt);
    let request = json!({
        "model": "claude-local",
        "max_tokens": 100,
        "messages": [{ "role": "user", "content": prompt }],
    });
    let reply = http
        .post(url)
        .header("x-api-key", "a-key")
        .header("anthropic-version", "2023-06-01")
        // Like the official SDKs: 0 in the first attempt.
        .header("x-stainless-retry-count", attempt.retries())
        .json(&request)
        .send()
        .await?
        .error_for_api()
        .await?;
    timeline::print(attempt.elapsed(), &reply.status().to_string());
    let message: Value = reply.json().await?;
    Ok(serde_json::from_value(
        message["content"][0]["text"].clone(),
    )?)
}

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), ApiError> {
    let limit = "This request would exceed your rate limit of 5 requests per minute.";
    let limited = anthropic::error(429, "rate_limit_error", limit);
    let url = Server::start([
        anthropic::error(529, "overloaded_error", "Overloaded"),
        limited.header("retry-after", "1"),
        anthropic::message("Jitter keeps clients from coming back in step."),
    ])
    .url + anthropic::PATH;
    let answer = ask(&client::local()?, &url, "why do clients add jitter?").await?;
    println!("\n{answer}");
    Ok(())
}
