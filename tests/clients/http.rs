//! Over real HTTP on loopback, with the clients people use and no feature for them: requests counted by the server,
//! waits by its clock.

use std::net::SocketAddr;
use std::time::Duration;

use http::{HeaderMap, StatusCode};
use retry_attr::{Classification, Classify, retry};
use test_support::{Answer, Server};

/// Answers 429 with `Retry-After: 1`, then 503, then 200.
fn serve() -> Server {
    Server::start([
        Answer::new(429, "slow down").header("retry-after", "1"),
        Answer::new(503, "overloaded"),
        Answer::new(200, "42"),
    ])
}

#[derive(Debug)]
enum ApiError {
    Status(u16, Option<Duration>),
    Transport(#[allow(dead_code)] String), // shown by a failing `unwrap`
}

impl ApiError {
    fn new(status: StatusCode, headers: &HeaderMap) -> Self {
        let retry_after = headers.get("retry-after").and_then(|it| it.to_str().ok());
        let seconds = retry_after.and_then(|it| it.parse().ok());
        Self::Status(status.as_u16(), seconds.map(Duration::from_secs))
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
async fn ask(http: &reqwest::Client, url: &str, prompt: String) -> Result<String, ApiError> {
    let transport = |error: reqwest::Error| ApiError::Transport(error.to_string());
    let response = http
        .post(url)
        .header("x-stainless-retry-count", attempt.retries())
        .body(prompt)
        .send()
        .await
        .map_err(transport)?;
    if !response.status().is_success() {
        return Err(ApiError::new(response.status(), response.headers()));
    }
    response.text().await.map_err(transport)
}

#[retry(base = "20ms", attempt = attempt)]
fn ask_blocking(http: &ureq::Agent, url: &str, prompt: String) -> Result<String, ApiError> {
    let transport = |error: ureq::Error| ApiError::Transport(error.to_string());
    let mut response = http
        .post(url)
        .header("x-stainless-retry-count", attempt.retries().to_string())
        .send(prompt)
        .map_err(transport)?;
    if !response.status().is_success() {
        return Err(ApiError::new(response.status(), response.headers()));
    }
    response.body_mut().read_to_string().map_err(transport)
}

fn assert_requests(server: &Server) {
    assert_eq!(server.count(), 3);
    for request in 0..3 {
        assert_eq!(server.body(request), b"hi");
        let count = server.header(request, "x-stainless-retry-count");
        assert_eq!(count, request.to_string());
    }
    let [asked, own] = server.gaps()[..] else {
        panic!("two gaps")
    };
    assert!(
        asked >= Duration::from_secs(1),
        "asked to wait 1 s, came back after {asked:?}"
    );
    assert!(own >= Duration::from_millis(40), "backed off for {own:?}");
}

/// Both clients side by side, as each waits for a second.
#[tokio::test]
async fn clients_obey_the_server() {
    let (server, blocking_server) = (serve(), serve());
    let blocking_url = blocking_server.url.clone();
    let blocking = std::thread::spawn(move || {
        let http = ureq::Agent::config_builder()
            .http_status_as_error(false)
            .build()
            .new_agent();
        ask_blocking(&http, &blocking_url, "hi".to_owned())
    });
    let answer = ask(&crate::http(), &server.url, "hi".to_owned()).await;
    assert_eq!(answer.unwrap(), "42");
    assert_eq!(blocking.join().unwrap().unwrap(), "42");
    assert_requests(&server);
    assert_requests(&blocking_server);
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
