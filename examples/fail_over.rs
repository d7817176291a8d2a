//! Another provider when the quota of the first is used up. Its 429 ends the call, because waiting does not help, and
//! `fallback` calls the second provider. That one is overloaded for a moment, which is retried.
//!
//! `cargo run --example fail_over` needs no network: a server in this process plays each API.

use reqwest::Client;
use retry_attr::api::ErrorKind;
use retry_attr::clients::reqwest::ResponseExt;
use retry_attr::{ApiError, policies, retry};
use serde_json::{Value, json};
use support::{Server, anthropic, client, openai, timeline};

/// The addresses of the two.
struct Urls {
    openai: String,
    anthropic: String,
}

#[retry(
    policy = policies::AI,
    deadline = "3m",
    attempt = attempt,
    on_retry = timeline::print_retry,
    on_give_up = timeline::print_give_up,
    fallback = ask_anthropic,
    fallback_when = |error| error.kind() == ErrorKind::Quota,
)]
async fn ask_openai(http: &Client, urls: &Urls, prompt: &str) -> Result<String, ApiError> {
    timeline::print_attempt(&attempt);
    let messages = json!([{ "role": "user", "content": prompt }]);
    let request = json!({ "model": "gpt-local", "messages": messages });
    let post = http.post(&urls.openai).bearer_auth("a-key").json(&request);
    let completion: Value = post.send().await?.error_for_api().await?.json().await?;
    Ok(serde_json::from_value(
        completion["choices"][0]["message"]["content"].clone(),
    )?)
}

#[retry(
    policy = policies::AI,
    deadline = "3m",
    attempt = attempt,
    on_retry = timeline::print_retry,
    on_give_up = timeline::print_give_up,
)]
async fn ask_anthropic(http: &Client, urls: &Urls, prompt: &str) -> Result<String, ApiError> {
    timeline::print_attempt(&attempt);
    let messages = json!([{ "role": "user", "content": prompt }]);
    let request = json!({ "model": "claude-local", "max_tokens": 100, "messages": messages });
    let post = http
        .post(&urls.anthropic)
        .header("x-api-key", "a-key")
        .json(&request);
    let post = post.header("anthropic-version", "2023-06-01");
    let message: Value = post.send().await?.error_for_api().await?.json().await?;
    timeline::print(attempt.elapsed(), "an answer");
    Ok(serde_json::from_value(
        message["content"][0]["text"].clone(),
    )?)
}

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), ApiError> {
    let http = client::local()?;
    let quota = "You exceeded your current quota, please check your plan and billing details.";
    let quota = openai::error(429, "insufficient_quota", Some("insufficient_quota"), quota);
    let overloaded = anthropic::error(529, "overloaded_error", "Overloaded");
    let answer = anthropic::message("Jitter keeps clients from coming back in step.");
    let urls = Urls {
        openai: Server::start([quota]).url + openai::PATH,
        anthropic: Server::start([overloaded, answer]).url + anthropic::PATH,
    };
    let answer = ask_openai(&http, &urls, "why do clients add jitter?").await?;
    println!("\n{answer}");
    Ok(())
}
