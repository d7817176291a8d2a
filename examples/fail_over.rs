//! Another provider when the first one's quota is used up: its 429 is returned at once, as no delay heals it, and `kind()`
//! tells the caller why. The second provider is overloaded for a moment, and that is retried.
//!
//! `cargo run --example fail_over` needs no network: a server in this process plays each API.

use reqwest::Client;
use retry_attr::api::ErrorKind;
use retry_attr::clients::reqwest::ResponseExt;
use retry_attr::{ApiError, policies, retry};
use serde_json::{Value, json};
use support::{Server, anthropic, client, openai, timeline};

#[retry(
    policy = policies::AI,
    attempt = attempt,
    on_retry = timeline::print_retry,
    on_give_up = timeline::print_give_up
)]
async fn ask_openai(http: &Client, url: &str, prompt: &str) -> Result<String, ApiError> {
    timeline::print_attempt(&attempt);
    let messages = json!([{ "role": "user", "content": prompt }]);
    let request = json!({ "model": "gpt-local", "messages": messages });
    let post = http.post(url).bearer_auth("a-key").json(&request);
    let completion: Value = post.send().await?.error_for_api().await?.json().await?;
    Ok(serde_json::from_value(
        completion["choices"][0]["message"]["content"].clone(),
    )?)
}

#[retry(
    policy = policies::AI,
    attempt = attempt,
    on_retry = timeline::print_retry,
    on_give_up = timeline::print_give_up
)]
async fn ask_anthropic(http: &Client, url: &str, prompt: &str) -> Result<String, ApiError> {
    timeline::print_attempt(&attempt);
    let messages = json!([{ "role": "user", "content": prompt }]);
    let request = json!({ "model": "claude-local", "max_tokens": 100, "messages": messages });
    let post = http.post(url).header("x-api-key", "a-key").json(&request);
    let post = post.header("anthropic-version", "2023-06-01");
    let message: Value = post.send().await?.error_for_api().await?.json().await?;
    timeline::print(attempt.elapsed(), "  an answer");
    Ok(serde_json::from_value(
        message["content"][0]["text"].clone(),
    )?)
}

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), ApiError> {
    let http = client::local()?;
    let quota = "You exceeded your current quota, please check your plan and billing details.";
    let quota = openai::error(429, "insufficient_quota", Some("insufficient_quota"), quota);
    let first = Server::start([quota]).url + openai::PATH;
    let second = Server::start([
        anthropic::error(529, "overloaded_error", "Overloaded"),
        anthropic::message("Jitter keeps clients from coming back in step."),
    ])
    .url + anthropic::PATH;
    let prompt = "why do clients add jitter?";

    println!("asking the first provider");
    let answer = match ask_openai(&http, &first, prompt).await {
        Err(error) if error.kind() == ErrorKind::Quota => {
            println!(
                "\nasking the second provider, as the first says: {}",
                error.kind()
            );
            ask_anthropic(&http, &second, prompt).await?
        }
        answer => answer?,
    };
    println!("\n{answer}");
    Ok(())
}
