//! Gemini names the wait only in the body, in `google.rpc.RetryInfo`. It is obeyed like a header.
//!
//! `cargo run --example gemini` needs no network: a server in this process plays the API.

use reqwest::Client;
use retry_attr::clients::reqwest::ResponseExt;
use retry_attr::{ApiError, policies, retry};
use serde_json::{Value, json};
use support::{Server, client, gemini, timeline};

#[retry(
    policy = policies::AI,
    attempt = attempt,
    on_retry = timeline::print_retry,
    on_give_up = timeline::print_give_up
)]
async fn ask(http: &Client, url: &str, prompt: &str) -> Result<String, ApiError> {
    timeline::print_attempt(&attempt);
    let reply = http
        .post(url)
        .header("x-goog-api-key", "a-key")
        .json(&json!({ "contents": [{ "parts": [{ "text": prompt }] }] }))
        .send()
        .await?
        .error_for_api()
        .await?;
    timeline::print(attempt.elapsed(), &reply.status().to_string());
    let content: Value = reply.json().await?;
    let text = content["candidates"][0]["content"]["parts"][0]["text"].clone();
    Ok(serde_json::from_value(text)?)
}

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), ApiError> {
    let url = Server::start([
        gemini::resource_exhausted("1.2s"),
        gemini::content("Jitter keeps clients from coming back in step."),
    ])
    .url + gemini::PATH;
    let answer = ask(&client::local()?, &url, "why do clients add jitter?").await?;
    println!("\n{answer}");
    Ok(())
}
