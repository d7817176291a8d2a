//! The option `attempt`: the body tells the server which attempt this is, and bounds the request by what is left of the
//! deadline, because a thread that waits for a reply cannot be interrupted.
//!
//! `cargo run --example attempt --features ureq`

use std::time::Instant;

use retry_attr::retry;
use support::{Answer, Server};
use ureq::Agent;

/// The header that the official SDKs send: 0 in the first attempt.
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

fn main() {
    let busy = Answer::new(503, "");
    let busy = Server::start([busy.clone(), busy, Answer::new(200, "an answer")]);
    // Takes longer than the deadline.
    let stuck = Server::start([Answer::new(200, "").stalling()]);
    let http = Agent::from(Agent::config_builder().proxy(None).build());
    for (name, server) in [("busy", busy), ("stuck", stuck)] {
        println!("{name}");
        let started = Instant::now();
        let answer = ask(&http, &server.url);
        println!("  {answer:?} after {:.2?}\n", started.elapsed());
    }
}
