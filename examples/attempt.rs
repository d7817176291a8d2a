//! The attempt's context in the body: tells the server how often it was asked before, and bounds the request by
//! what is left of the deadline, as a thread that waits for a reply cannot be interrupted.
//!
//! `cargo run --example attempt`

#[path = "support/server.rs"]
mod server;

use std::error::Error;
use std::time::{Duration, Instant};

use axum::Router;
use axum::http::{HeaderMap, StatusCode};
use axum::routing::get;
use retry_attr::retry;
use ureq::Agent;

/// 0 in the first attempt; the header of the official SDKs.
const RETRY_COUNT: &str = "x-stainless-retry-count";

#[retry(max = 5, base = "100ms", deadline = "2s", attempt = attempt)]
fn ask(http: &Agent, url: &str) -> Result<String, ureq::Error> {
    let (retries, remaining) = (attempt.retries(), attempt.remaining());
    println!(
        "  {RETRY_COUNT}: {retries}, timeout {:.2?}",
        remaining.unwrap_or_default()
    );
    http.get(url)
        .header(RETRY_COUNT, retries.to_string())
        .config()
        .timeout_global(remaining)
        .build()
        .call()?
        .body_mut()
        .read_to_string()
}

fn main() -> Result<(), Box<dyn Error>> {
    let app = Router::new()
        .route("/busy", get(busy))
        .route("/stuck", get(stuck));
    let url = server::start(app)?;
    let http = Agent::from(Agent::config_builder().proxy(None).build());
    for path in ["/busy", "/stuck"] {
        println!("{path}");
        let started = Instant::now();
        let answer = ask(&http, &format!("{url}{path}"));
        println!("  {answer:?} after {:.2?}\n", started.elapsed());
    }
    Ok(())
}

/// Answers who asks for the third time.
async fn busy(headers: HeaderMap) -> (StatusCode, &'static str) {
    if headers.get(RETRY_COUNT).is_some_and(|count| count == "2") {
        return (StatusCode::OK, "an answer");
    }
    (StatusCode::SERVICE_UNAVAILABLE, "")
}

/// Takes longer than anybody waits.
async fn stuck() {
    tokio::time::sleep(Duration::from_secs(60)).await;
}
