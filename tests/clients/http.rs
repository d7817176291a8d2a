//! Over real HTTP on loopback, with the clients people use: requests counted by the server, waits by its clock.
#![cfg(feature = "tokio")]

use std::net::SocketAddr;
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

use axum::Router;
use axum::extract::State;
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Response};
use axum::routing::post;
use retry_attr::{Classification, Classify, retry};

/// When each request came, and what it said.
type Requests = Arc<Mutex<Vec<(Instant, String)>>>;

/// Answers 429 with `Retry-After: 1`, then 503, then 200.
async fn answer(State(requests): State<Requests>, headers: HeaderMap, body: String) -> Response {
    let count = headers["x-stainless-retry-count"].to_str().unwrap();
    let mut requests = requests.lock().unwrap();
    requests.push((Instant::now(), format!("{body} {count}")));
    match requests.len() {
        1 => (
            StatusCode::TOO_MANY_REQUESTS,
            [("retry-after", "1")],
            "slow down",
        )
            .into_response(),
        2 => (StatusCode::SERVICE_UNAVAILABLE, "overloaded").into_response(),
        _ => "42".into_response(),
    }
}

/// A server on a thread of its own.
fn serve() -> (SocketAddr, Requests) {
    let requests = Requests::default();
    let app = Router::new()
        .route("/", post(answer))
        .with_state(Arc::clone(&requests));
    let listener = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    listener.set_nonblocking(true).unwrap();
    let address = listener.local_addr().unwrap();
    std::thread::spawn(move || {
        let runtime = tokio::runtime::Builder::new_current_thread()
            .enable_all()
            .build()
            .unwrap();
        runtime.block_on(async {
            let listener = tokio::net::TcpListener::from_std(listener).unwrap();
            axum::serve(listener, app).await.unwrap();
        });
    });
    (address, requests)
}

#[derive(Debug)]
enum ApiError {
    Status(u16, Option<Duration>),
    Transport(#[allow(dead_code)] String), // shown by a failing `unwrap`
}

impl ApiError {
    fn new(status: u16, retry_after: Option<&str>) -> Self {
        let seconds = retry_after.and_then(|value| value.parse().ok());
        Self::Status(status, seconds.map(Duration::from_secs))
    }
}

impl Classify for ApiError {
    fn classify(&self) -> Classification {
        match *self {
            Self::Status(429, wait) => Classification::throttled(wait),
            Self::Status(500.., _) | Self::Transport(_) => Classification::Transient,
            Self::Status(..) => Classification::permanent(),
        }
    }
}

#[retry(base = "20ms", attempt = attempt)]
async fn ask(
    http: &reqwest::Client,
    address: SocketAddr,
    prompt: String,
) -> Result<String, ApiError> {
    let transport = |error: reqwest::Error| ApiError::Transport(error.to_string());
    let response = http
        .post(format!("http://{address}/"))
        .header("x-stainless-retry-count", attempt.retries())
        .body(prompt)
        .send()
        .await
        .map_err(transport)?;
    if !response.status().is_success() {
        let wait = response.headers().get("retry-after");
        return Err(ApiError::new(
            response.status().as_u16(),
            wait.and_then(|value| value.to_str().ok()),
        ));
    }
    response.text().await.map_err(transport)
}

#[retry(base = "20ms", attempt = attempt)]
fn ask_blocking(
    http: &ureq::Agent,
    address: SocketAddr,
    prompt: String,
) -> Result<String, ApiError> {
    let transport = |error: ureq::Error| ApiError::Transport(error.to_string());
    let mut response = http
        .post(format!("http://{address}/"))
        .header("x-stainless-retry-count", attempt.retries().to_string())
        .send(prompt)
        .map_err(transport)?;
    if !response.status().is_success() {
        let wait = response.headers().get("retry-after");
        return Err(ApiError::new(
            response.status().as_u16(),
            wait.and_then(|value| value.to_str().ok()),
        ));
    }
    response.body_mut().read_to_string().map_err(transport)
}

fn assert_requests(requests: &Requests) {
    let requests = requests.lock().unwrap();
    let bodies: Vec<&str> = requests.iter().map(|(_, body)| body.as_str()).collect();
    assert_eq!(bodies, ["hi 0", "hi 1", "hi 2"]);
    let wait = requests[1].0 - requests[0].0;
    assert!(
        wait >= Duration::from_secs(1),
        "asked to wait 1 s, came back after {wait:?}"
    );
    let wait = requests[2].0 - requests[1].0;
    assert!(wait >= Duration::from_millis(40), "backed off for {wait:?}");
}

/// Both clients side by side, as each waits for a second.
#[tokio::test]
async fn clients_obey_the_server() {
    rustls::crypto::ring::default_provider()
        .install_default()
        .unwrap();
    let (address, requests) = serve();
    let (blocking_address, blocking_requests) = serve();
    let blocking = std::thread::spawn(move || {
        let http = ureq::Agent::config_builder()
            .http_status_as_error(false)
            .build()
            .new_agent();
        ask_blocking(&http, blocking_address, "hi".to_owned())
    });
    let http = reqwest::Client::new();
    assert_eq!(ask(&http, address, "hi".to_owned()).await.unwrap(), "42");
    assert_eq!(blocking.join().unwrap().unwrap(), "42");
    assert_requests(&requests);
    assert_requests(&blocking_requests);
}

#[tokio::test]
async fn a_refused_connection_is_retried() {
    #[retry(max = 2, base = "1ms")]
    async fn connect(address: SocketAddr, attempts: &mut u32) -> std::io::Result<()> {
        *attempts += 1;
        tokio::net::TcpStream::connect(address).await.map(drop)
    }
    let listener = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let address = listener.local_addr().unwrap();
    drop(listener);
    let mut attempts = 0;
    let error = connect(address, &mut attempts).await.unwrap_err();
    assert_eq!(error.kind(), std::io::ErrorKind::ConnectionRefused);
    assert_eq!(attempts, 2);
}
