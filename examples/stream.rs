//! A streamed answer: the connection is retried until the response starts, and nothing is retried after that, as a part
//! of the answer has been shown. An error in place of the first event counts as no start, although the status is 200.
//!
//! `cargo run --example stream` needs no network: a server in this process plays the API.

use std::io::{self, Write};

use reqwest::{Client, Response};
use retry_attr::api::Reply;
use retry_attr::clients::reqwest::ResponseExt;
use retry_attr::{ApiError, policies, retry};
use serde_json::{Value, json};
use support::{Server, client, openai, timeline};

/// The response, once its first event is there.
#[retry(
    policy = policies::AI,
    base = "500ms",
    attempt = attempt,
    on_retry = timeline::print_retry,
    on_give_up = timeline::print_give_up
)]
async fn connect(http: &Client, url: &str, prompt: &str) -> Result<Response, ApiError> {
    timeline::print_attempt(&attempt);
    let messages = json!([{ "role": "user", "content": prompt }]);
    let request = json!({ "model": "gpt-local", "stream": true, "messages": messages });
    let post = http.post(url).bearer_auth("a-key").json(&request);
    let response = post.send().await?.error_for_api().await?;
    timeline::print(attempt.elapsed(), "  the stream starts\n");
    Ok(response)
}

/// Prints the answer as it comes. An error is the caller's: to ask again would show the beginning twice.
async fn print(mut response: Response) -> Result<(), ApiError> {
    let (status, headers) = (response.status(), response.headers().clone());
    let mut unread = Vec::new();
    while let Some(bytes) = response.chunk().await? {
        unread.extend_from_slice(&bytes);
        while let Some(end) = unread.iter().position(|byte| *byte == b'\n') {
            let line: Vec<u8> = unread.drain(..=end).collect();
            let Some(data) = line.strip_prefix(b"data: ") else {
                continue;
            };
            if data.trim_ascii() == b"[DONE]" {
                println!();
                return Ok(());
            }
            Reply::new(status, &headers, data).check()?;
            let chunk: Value = serde_json::from_slice(data)?;
            let text = chunk["choices"][0]["delta"]["content"].as_str();
            print!("{}", text.unwrap_or_default());
            io::stdout().flush()?;
        }
    }
    Err(io::Error::from(io::ErrorKind::UnexpectedEof).into())
}

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), ApiError> {
    let failure = "The server had an error while processing your request.";
    let answer = "Jitter keeps clients from coming back in step.";
    let url = Server::start([
        openai::error(503, "service_unavailable_error", None, "Overloaded."),
        openai::events([openai::error_object("server_error", None, failure)]),
        openai::events(answer.split_inclusive(' ').map(openai::chunk)),
    ])
    .url + openai::PATH;
    print(connect(&client::local()?, &url, "why do clients add jitter?").await?).await
}
