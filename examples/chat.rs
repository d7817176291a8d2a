//! Asks a chat model through an API that refuses, fails and then answers, and prints a timeline.
//!
//! `cargo run --example chat -- "why do clients add jitter?"` needs no network: a server in this process plays
//! the API. With `OPENAI_API_KEY` (and `OPENAI_BASE_URL`, `OPENAI_MODEL`) set, and `--features tls`, it asks the real one.
//! With `TIMELINE_SVG=chat.svg` it also draws the timeline: the picture in the README.

use std::env;
use std::process::ExitCode;

use reqwest::Client;
use retry_attr::clients::reqwest::ResponseExt;
use retry_attr::{ApiError, retry};
use serde_json::Value;
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
async fn ask(http: &Client, endpoint: &Endpoint, prompt: &str) -> Result<String, ApiError> {
    timeline::print_attempt(&attempt);
    let reply = http
        .post(&endpoint.url)
        .bearer_auth(&endpoint.key)
        .json(&endpoint.request(prompt))
        .send()
        .await?
        .error_for_api()
        .await?;
    timeline::print(attempt.elapsed(), &reply.status().to_string());
    let completion: Value = reply.json().await?;
    Ok(serde_json::from_value(
        completion["choices"][0]["message"]["content"].clone(),
    )?)
}

#[tokio::main(flavor = "current_thread")]
async fn main() -> ExitCode {
    let answer = run().await;
    if let Some(path) = env::var_os("TIMELINE_SVG") {
        timeline::draw(path.as_ref()).expect("the picture can be written");
    }
    match answer {
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

async fn run() -> Result<String, ApiError> {
    let prompt = endpoint::prompt();
    let endpoint = Endpoint::from_env(&prompt);
    let http = if endpoint.is_local {
        client::local()?
    } else {
        client::builder().build()?
    };
    println!("asking {endpoint}\n");
    ask(&http, &endpoint, &prompt).await
}
