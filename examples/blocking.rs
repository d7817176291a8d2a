//! The example `chat` without async: a blocking function with the client ureq. The feature `ureq` provides the error
//! type.
//!
//! `cargo run --example blocking --features ureq -- "why do clients add jitter?"` needs no network: a server in this
//! process plays the API. With `OPENAI_API_KEY` (and `OPENAI_BASE_URL`, `OPENAI_MODEL`) set, and `--features tls` as well, it asks
//! the real one.

use std::process::ExitCode;
use std::time::Duration;

use retry_attr::clients::ureq::ResponseExt;
use retry_attr::{ApiError, policies, retry};
use serde_json::Value;
use support::endpoint::{self, Endpoint};
use support::timeline;
use ureq::Agent;

#[retry(
    policy = policies::AI,
    deadline = "3m",
    attempt = attempt,
    on_retry = timeline::print_retry,
    on_give_up = timeline::print_give_up
)]
fn ask(http: &Agent, endpoint: &Endpoint, prompt: &str) -> Result<String, ApiError> {
    timeline::print_attempt(&attempt);
    let reply = http
        .post(&endpoint.url)
        .header("Authorization", format!("Bearer {}", endpoint.key))
        .send_json(endpoint.request(prompt))?;
    let mut reply = reply.error_for_api()?;
    timeline::print(attempt.elapsed(), &reply.status().to_string());
    let completion: Value = reply.body_mut().read_json()?;
    Ok(serde_json::from_value(
        completion["choices"][0]["message"]["content"].clone(),
    )?)
}

fn main() -> ExitCode {
    match run() {
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

fn run() -> Result<String, ApiError> {
    let prompt = endpoint::prompt();
    let endpoint = Endpoint::from_env(&prompt);
    let http = client(&endpoint);
    println!("asking {endpoint}\n");
    ask(&http, &endpoint, &prompt)
}

fn client(endpoint: &Endpoint) -> Agent {
    // A thread cannot be interrupted, so the client bounds each attempt. An error status must still be a reply, because
    // its headers and body say what to do.
    let mut config = Agent::config_builder()
        .timeout_global(Some(Duration::from_secs(60)))
        .http_status_as_error(false);
    if endpoint.is_local {
        config = config.proxy(None);
    }
    config.build().into()
}
