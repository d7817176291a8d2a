//! Asks a chat model through an API that refuses, fails and then answers, and prints what happens when.
//!
//! `cargo run --example chat -- "why do clients add jitter?"` needs no network: a server in this process plays
//! the API. With `OPENAI_API_KEY` (and `OPENAI_BASE_URL`, `OPENAI_MODEL`) set it asks the real one.

mod support;

use std::error::Error;
use std::process::ExitCode;

use reqwest::Client;
use retry_attr::retry;
use support::openai::{self, ApiError, Endpoint};
use support::timeline;

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
        .await?;
    let (status, headers) = (reply.status(), reply.headers().clone());
    let answer = endpoint.answer(status, &headers, &reply.text().await?)?;
    timeline::print(attempt.elapsed(), &format!("  {status}"));
    Ok(answer)
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
    let endpoint = Endpoint::from_env()?;
    let http = client(&endpoint)?;
    println!("asking {endpoint}\n");
    Ok(ask(&http, &endpoint, &openai::prompt()).await?)
}

fn client(endpoint: &Endpoint) -> Result<Client, ApiError> {
    // reqwest comes without cryptography here, and takes what the process installs. Twice does no harm.
    let _ = rustls::crypto::ring::default_provider().install_default();
    let mut client = Client::builder();
    if endpoint.is_local {
        client = client.no_proxy().tls_certs_only([]);
    }
    Ok(client.build()?)
}
