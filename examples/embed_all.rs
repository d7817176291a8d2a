//! A thousand embeddings, 64 at a time, from a server that takes 50 per second.
//!
//! `cargo run --release --example embed_all --features embed-all`
//!
//! First with an upstream that the calls share, then without one. The server is in this process.

use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering::Relaxed};
use std::time::{Duration, Instant};

use indicatif::{ProgressBar, ProgressStyle};
use reqwest::Client;
use retry_attr::clients::reqwest::ResponseExt;
use retry_attr::{ApiError, Upstream, policies, retry};
use serde_json::{Value, json};
use support::limited::Wait;
use support::{client, limited};

const TEXTS: u32 = 1_000;
const WORKERS: u32 = 64;

/// Shared by all that call this server.
static SERVER: Upstream = Upstream::new("embeddings");

/// Requests sent so far.
static REQUESTS: AtomicU32 = AtomicU32::new(0);

#[retry(policy = policies::AI, upstream = SERVER)]
async fn embed(http: &Client, url: &str, text: &str) -> Result<Value, ApiError> {
    send(http, url, text).await
}

#[retry(policy = policies::AI)]
async fn embed_alone(http: &Client, url: &str, text: &str) -> Result<Value, ApiError> {
    send(http, url, text).await
}

async fn send(http: &Client, url: &str, text: &str) -> Result<Value, ApiError> {
    REQUESTS.fetch_add(1, Relaxed);
    let request = json!({ "model": "text-embedding-3-small", "input": text });
    let response = http.post(url).json(&request).send().await?;
    response.error_for_api().await?;
    Ok(Value::Null)
}

#[tokio::main]
async fn main() -> Result<(), Box<dyn std::error::Error>> {
    println!(
        "{TEXTS} embeddings by {WORKERS} workers; the server takes 50 a second, which needs 19.1 s\n"
    );
    for shares in [true, false] {
        let http = client::local()?;
        let answer =
            r#"{"object":"list","data":[{"object":"embedding","index":0,"embedding":[0.1]}]}"#;
        let url = limited::start(50.0, Duration::from_millis(100), Wait::Millis, answer)
            + "/v1/embeddings";
        embed_all(&http, &url, shares).await?;
    }
    Ok(())
}

async fn embed_all(
    http: &Client,
    url: &str,
    shares: bool,
) -> Result<(), Box<dyn std::error::Error>> {
    let start = Instant::now();
    REQUESTS.store(0, Relaxed);
    let bar = ProgressBar::new(TEXTS.into());
    bar.set_style(ProgressStyle::with_template(
        "{bar:40} {pos} of {len}, {elapsed}, {msg}",
    )?);
    let begun = Arc::new(AtomicU32::new(0));
    let workers: Vec<_> = (0..WORKERS)
        .map(|_| {
            let (http, url) = (http.clone(), url.to_owned());
            let (bar, begun) = (bar.clone(), begun.clone());
            tokio::spawn(async move {
                let mut failed = 0;
                loop {
                    let text = begun.fetch_add(1, Relaxed);
                    if text >= TEXTS {
                        return failed;
                    }
                    let text = format!("text {text}");
                    let result = if shares {
                        embed(&http, &url, &text).await
                    } else {
                        embed_alone(&http, &url, &text).await
                    };
                    failed += u32::from(result.is_err());
                    bar.inc(1);
                    bar.set_message(shown(shares));
                }
            })
        })
        .collect();
    let mut failed = 0;
    for worker in workers {
        failed += worker.await?;
    }
    bar.finish_and_clear();
    let name = if shares { "with upstream" } else { "without" };
    let more = REQUESTS.load(Relaxed) - TEXTS;
    let seconds = start.elapsed().as_secs_f64();
    println!("{name}: {seconds:.1} s, {failed} failed, {more} extra requests");
    Ok(())
}

/// The rate that the upstream has learned.
fn shown(shares: bool) -> String {
    match SERVER.snapshot().rate.filter(|_| shares) {
        Some(rate) => format!("{rate:.0} a second"),
        None => "as they come".to_owned(),
    }
}
