//! An answer that is streamed only to notice failures early. It is collected before anything is shown, so the whole stream
//! is one attempt, and whatever goes wrong in it is retried.
//!
//! `cargo run --example collect` needs no network: a server in this process plays the API.

use std::time::Duration;

use reqwest::Client;
use retry_attr::clients::reqwest::ResponseExt;
use retry_attr::{ApiError, policies, retry};
use serde_json::json;
use support::{Server, client, openai, timeline};

/// After such a silence nothing more will come.
const SILENCE: Duration = Duration::from_millis(500);

#[retry(
    policy = policies::AI,
    base = "200ms",
    deadline = "1m",
    attempt = attempt,
    on_retry = timeline::print_retry,
    on_give_up = timeline::print_give_up
)]
async fn ask(http: &Client, url: &str, prompt: &str) -> Result<String, ApiError> {
    timeline::print_attempt(&attempt);
    let messages = json!([{ "role": "user", "content": prompt }]);
    let request = json!({ "model": "gpt-local", "stream": true, "messages": messages });
    let response = http.post(url).bearer_auth("a-key").json(&request).send();
    response.await?.api_events().silence(SILENCE).text().await
}

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), ApiError> {
    let answer = "Jitter keeps clients from coming back in step.";
    let pieces = || answer.split_inclusive(' ').map(openai::chunk);
    let failed = openai::error_object("server_error", None, "The server had an error.");
    let url = Server::start([
        openai::error(503, "service_unavailable_error", None, "Overloaded."),
        openai::events([openai::role(), failed]),
        openai::events(pieces().take(2))
            .without_last()
            .breaking_off(),
        openai::events(pieces().take(4)).without_last(),
        openai::events(pieces().take(3)).without_last().stalling(),
        openai::events(pieces()),
    ])
    .url + openai::PATH;
    println!(
        "\n{}",
        ask(&client::local()?, &url, "why do clients add jitter?").await?
    );
    Ok(())
}
