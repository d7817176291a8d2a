//! The example `chat` without async: a function that blocks its thread, and the client ureq.
//!
//! `cargo run --example blocking -- "why do clients add jitter?"` needs no network: a server in this process
//! plays the API. With `OPENAI_API_KEY` (and `OPENAI_BASE_URL`, `OPENAI_MODEL`) set it asks the real one.

mod support;

use std::error::Error;
use std::process::ExitCode;
use std::time::Duration;

use retry_attr::retry;
use support::openai::{self, ApiError, Endpoint};
use support::timeline;
use ureq::Agent;

#[retry(
    max = 4,
    backoff = "exp",
    base = "500ms",
    jitter,
    deadline = "3m",
    attempt = attempt,
    on_retry = timeline::print_retry,
    on_give_up = timeline::print_give_up
)]
fn ask(http: &Agent, endpoint: &Endpoint, prompt: &str) -> Result<String, ApiError> {
    timeline::print_attempt(&attempt);
    let mut reply = http
        .post(&endpoint.url)
        .header("Authorization", format!("Bearer {}", endpoint.key))
        .send_json(endpoint.request(prompt))?;
    let body = reply.body_mut().read_to_string()?;
    let answer = endpoint.answer(reply.status(), reply.headers(), &body)?;
    timeline::print(attempt.elapsed(), &format!("  {}", reply.status()));
    Ok(answer)
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

fn run() -> Result<String, Box<dyn Error>> {
    let endpoint = Endpoint::from_env()?;
    let http = client(&endpoint);
    println!("asking {endpoint}\n");
    Ok(ask(&http, &endpoint, &openai::prompt())?)
}

fn client(endpoint: &Endpoint) -> Agent {
    // A thread cannot be interrupted, so it is the client that bounds an attempt. A status that is an error must
    // be a reply all the same: the headers and the body say what to do about it.
    let mut config = Agent::config_builder()
        .timeout_global(Some(Duration::from_secs(60)))
        .http_status_as_error(false);
    if endpoint.is_local {
        config = config.proxy(None);
    }
    config.build().into()
}
