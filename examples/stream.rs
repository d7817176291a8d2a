//! A streamed answer, printed as it arrives. The call is retried until something can be shown: after a bad status, and
//! after an error that follows a role. Once a part has been shown, nothing is retried, and an error goes to the caller.
//!
//! `cargo run --example stream` needs no network: a server in this process plays the API.

use std::io::{self, Write};

use reqwest::Client;
use retry_attr::api::{Event, Events};
use retry_attr::clients::reqwest::ResponseExt;
use retry_attr::{ApiError, policies, retry};
use serde_json::json;
use support::{Server, client, openai, timeline};

#[retry(
    policy = policies::AI,
    base = "500ms",
    stream = Event::is_output,
    attempt = attempt,
    on_retry = timeline::print_retry,
    on_give_up = timeline::print_give_up
)]
async fn ask(http: &Client, url: &str, prompt: &str) -> Result<Events, ApiError> {
    timeline::print_attempt(&attempt);
    let messages = json!([{ "role": "user", "content": prompt }]);
    let request = json!({ "model": "gpt-local", "stream": true, "messages": messages });
    let response = http.post(url).bearer_auth("a-key").json(&request);
    Ok(response.send().await?.api_events())
}

async fn print(mut answer: Events) -> Result<(), ApiError> {
    while let Some(event) = answer.next().await {
        print!("{}", event?.text());
        io::stdout().flush()?;
    }
    println!();
    Ok(())
}

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), ApiError> {
    let (http, url) = (client::local()?, api());
    let first = ask(&http, &url, "why do clients add jitter?").await?;
    if let Err(error) = print(first).await {
        println!("\n\nthe answer broke off: {error}\n");
    }
    print(ask(&http, &url, "once more, please").await?).await
}

/// Fails before the first output, in place of it, and after it.
fn api() -> String {
    let failure = "The server had an error while processing your request.";
    let answer = "Jitter keeps clients from coming back in step.";
    let pieces = || answer.split_inclusive(' ').map(openai::chunk);
    let failed = openai::error_object("server_error", None, failure);
    let server = Server::start([
        openai::error(503, "service_unavailable_error", None, "Overloaded."),
        openai::events([openai::role(), failed.clone()]),
        openai::events(pieces().take(4).chain([failed])),
        openai::events(pieces()),
    ]);
    server.url + openai::PATH
}
