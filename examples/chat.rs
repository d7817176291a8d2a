//! Asks a chat model through an API that refuses, fails and then answers, and prints what happens when. It uses no
//! feature of the crate, and so has an error of its own, in `support/chat_error.rs`; see `blocking` for the other way.
//!
//! `cargo run --example chat -- "why do clients add jitter?"` needs no network: a server in this process plays
//! the API. With `OPENAI_API_KEY` (and `OPENAI_BASE_URL`, `OPENAI_MODEL`) set it asks the real one.

mod support;

use std::error::Error;
use std::process::ExitCode;

use reqwest::Client;
use retry_attr::retry;
use serde_json::Value;
use support::chat_error::ChatError;
use support::endpoint::{self, Endpoint};
use support::{client, timeline};

#[retry(
    max = 4,
    backoff = "exp",
    base = "500ms",
    jitter,
    timeout = "60s",
    deadline = "3m",
    attempt = attempt,
    on_retry = timeline::print_retry,
    on_give_up = timeline::print_give_up
)]
async fn ask(http: &Client, endpoint: &Endpoint, prompt: &str) -> Result<String, ChatError> {
    timeline::print_attempt(&attempt);
    let reply = http
        .post(&endpoint.url)
        .bearer_auth(&endpoint.key)
        .json(&endpoint.request(prompt))
        .send()
        .await?;
    let (status, headers) = (reply.status(), reply.headers().clone());
    let body = endpoint.without_key(&reply.text().await?);
    // Gateways answer in HTML. What cannot be read is decided by the status.
    let reply: Value = serde_json::from_str(&body).unwrap_or_default();
    match reply["choices"][0]["message"]["content"].as_str() {
        Some(answer) if status.is_success() => {
            timeline::print(attempt.elapsed(), &format!("  {status}"));
            Ok(answer.to_owned())
        }
        _ => Err(ChatError::new(status, &headers, &reply)),
    }
}

#[tokio::main(flavor = "current_thread")]
async fn main() -> ExitCode {
    match run().await {
        Ok(answer) => {
            println!("\n{answer}");
            ExitCode::SUCCESS
        }
        Err(error) => {
            eprintln!("\nno answer: {error}");
            ExitCode::FAILURE
        }
    }
}

async fn run() -> Result<String, Box<dyn Error>> {
    let prompt = endpoint::prompt();
    let endpoint = Endpoint::from_env(&prompt)?;
    let http = if endpoint.is_local {
        client::local()?
    } else {
        client::builder().build()?
    };
    println!("asking {endpoint}\n");
    Ok(ask(&http, &endpoint, &prompt).await?)
}
