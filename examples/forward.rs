//! A server that forwards an answer to a browser as it arrives, as server-sent events. When the browser leaves, axum drops
//! the stream and with it the call to the API, so that it costs nothing more.
//!
//! `cargo run --example forward --features axum` needs no network: a server in this process plays the API, and a client
//! the browser.

use std::convert::Infallible;

use axum::Router;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Sse;
use axum::response::sse::Event;
use axum::routing::get;
use futures_util::{Stream, StreamExt};
use reqwest::Client;
use retry_attr::api::{self, Events};
use retry_attr::clients::reqwest::ResponseExt;
use retry_attr::{ApiError, policies, retry};
use serde_json::json;
use support::{Server, client, openai, timeline};
use tokio::net::TcpListener;

#[derive(Clone)]
struct Api {
    http: Client,
    url: String,
}

#[retry(
    policy = policies::AI,
    base = "200ms",
    stream = api::Event::is_output,
    attempt = attempt,
    on_retry = timeline::print_retry,
    on_give_up = timeline::print_give_up
)]
async fn ask(api: &Api, prompt: &str) -> Result<Events, ApiError> {
    timeline::print_attempt(&attempt);
    let messages = json!([{ "role": "user", "content": prompt }]);
    let request = json!({ "model": "gpt-local", "stream": true, "messages": messages });
    let response = api.http.post(&api.url).bearer_auth("a-key").json(&request);
    Ok(response.send().await?.api_events())
}

/// A failure is a status until the answer starts, and an event after that.
async fn answer(
    State(api): State<Api>,
) -> Result<Sse<impl Stream<Item = Result<Event, Infallible>>>, StatusCode> {
    let events = ask(&api, "why do clients add jitter?").await;
    let events = events.map_err(|_| StatusCode::BAD_GATEWAY)?;
    Ok(Sse::new(events.map(|event| Ok(forwarded(event)))))
}

/// The full text of an error is not for strangers.
fn forwarded(event: Result<api::Event, ApiError>) -> Event {
    match event {
        Ok(event) => Event::default().json_data(event.text()).unwrap_or_default(),
        Err(error) => Event::default()
            .event("error")
            .data(error.kind().to_string()),
    }
}

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Box<dyn std::error::Error>> {
    let upstream = upstream();
    let api = Api {
        http: client::local()?,
        url: upstream.url.clone() + openai::PATH,
    };
    let router = Router::new().route("/answer", get(answer)).with_state(api);
    let listener = TcpListener::bind(("127.0.0.1", 0)).await?;
    let url = format!("http://{}/answer", listener.local_addr()?);
    tokio::spawn(async move { axum::serve(listener, router).await });

    println!("an answer that fails before its first output, in place of it, and after it:");
    println!("{}", client::local()?.get(&url).send().await?.text().await?);
    println!("one that succeeds:");
    println!("{}", client::local()?.get(&url).send().await?.text().await?);

    println!("an endless one, until the browser leaves:");
    let mut browser = client::local()?.get(&url).send().await?;
    print!(
        "{}",
        String::from_utf8_lossy(&browser.chunk().await?.unwrap_or_default())
    );
    drop(browser);
    while upstream.left() == 0 {
        tokio::time::sleep(std::time::Duration::from_millis(50)).await;
    }
    println!("the API has seen the call end");
    Ok(())
}

fn upstream() -> Server {
    let pieces = || {
        "Jitter spreads them out."
            .split_inclusive(' ')
            .map(openai::chunk)
    };
    let failed = openai::error_object("server_error", None, "The server had an error.");
    Server::start([
        openai::error(503, "service_unavailable_error", None, "Overloaded."),
        openai::events([openai::role(), failed.clone()]),
        openai::events(pieces().take(2).chain([failed])),
        openai::events(pieces()),
        openai::events(pieces()).without_last().flowing(),
    ])
}
