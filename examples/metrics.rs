//! A service whose upstream fails now and then, and the metrics that it serves to Prometheus.
//!
//! `cargo run --example metrics --features metrics` needs no network: a server in this process plays the API.

use std::time::Duration;

use axum::Router;
use axum::extract::State;
use axum::http::StatusCode;
use axum::routing::get;
use metrics_exporter_prometheus::{PrometheusBuilder, PrometheusHandle};
use reqwest::Client;
use retry_attr::clients::reqwest::ResponseExt;
use retry_attr::{ApiError, registry, retry};
use serde_json::{Value, json};
use support::{Server, client, openai};
use tokio::net::TcpListener;

/// The API, as the service sees it.
#[derive(Clone)]
struct OpenAi {
    http: Client,
    url: String,
}

impl OpenAi {
    #[retry(max = 3, base = "20ms", jitter)]
    async fn ask(&self, prompt: &str) -> Result<Value, ApiError> {
        let messages = json!([{ "role": "user", "content": prompt }]);
        let request = json!({ "model": "gpt-local", "messages": messages });
        self.http
            .post(&self.url)
            .json(&request)
            .send()
            .await?
            .api_json()
            .await
    }
}

async fn answer(State(api): State<OpenAi>) -> Result<String, StatusCode> {
    let answer = api.ask("why do clients add jitter?").await;
    let answer = answer.map_err(|_| StatusCode::BAD_GATEWAY)?;
    Ok(answer["choices"][0]["message"]["content"].to_string())
}

/// The metrics, followed by a list of every retried function of the program, called or not.
async fn metrics(State(prometheus): State<PrometheusHandle>) -> String {
    let mut text = prometheus.render();
    for function in registry::all() {
        let policy = function.policy().map(ToString::to_string);
        let line = format!("# {function}: {}\n", policy.unwrap_or_default());
        text.push_str(&line);
    }
    text
}

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Box<dyn std::error::Error>> {
    let prometheus = PrometheusBuilder::new().install_recorder()?;
    let overloaded = || openai::error(503, "server_error", None, "The engine is overloaded");
    let limited = || {
        let message = "Rate limit reached. Please try again in 20ms.";
        openai::error(429, "requests", Some("rate_limit_exceeded"), message)
    };
    let upstream = Server::start([
        // Answered in the end.
        overloaded(),
        limited(),
        openai::completion("They would come back in step."),
        // Given up.
        overloaded(),
        overloaded(),
        overloaded(),
        // Refused.
        openai::error(
            401,
            "invalid_request_error",
            Some("invalid_api_key"),
            "Incorrect API key",
        ),
    ]);
    let http = client::local()?;
    let api = OpenAi {
        http: http.clone(),
        url: upstream.url.clone() + openai::PATH,
    };
    let service = Router::new()
        .route("/answer", get(answer))
        .with_state(api)
        .merge(
            Router::new()
                .route("/metrics", get(metrics))
                .with_state(prometheus),
        );
    let listener = TcpListener::bind("127.0.0.1:0").await?;
    let url = format!("http://{}", listener.local_addr()?);
    tokio::spawn(async { axum::serve(listener, service).await });

    let get = |path: &str| {
        http.get(format!("{url}{path}"))
            .timeout(Duration::from_secs(10))
            .send()
    };
    for _ in 0..3 {
        let response = get("/answer").await?;
        println!("/answer: {} {}", response.status(), response.text().await?);
    }
    println!("\n/metrics:\n{}", get("/metrics").await?.text().await?);
    Ok(())
}
