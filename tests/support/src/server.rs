//! A server that answers from a script, and notes when it was asked.

use std::collections::VecDeque;
use std::convert::Infallible;
use std::io;
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

use axum::Router;
use axum::body::Body;
use axum::extract::State;
use axum::http::HeaderMap;
use axum::response::Response;
use bytes::Bytes;
use futures_util::stream;

/// One answer.
#[derive(Clone)]
pub(crate) struct Answer {
    status: u16,
    headers: Vec<(&'static str, String)>,
    /// Each is sent by itself.
    chunks: Vec<Bytes>,
    breaks_off: bool,
    stalls: bool,
}

impl Answer {
    pub(crate) fn new(status: u16, body: impl Into<Bytes>) -> Self {
        Self {
            status,
            headers: vec![("content-type", "application/json".to_owned())],
            chunks: vec![body.into()],
            breaks_off: false,
            stalls: false,
        }
    }

    pub(crate) fn header(mut self, name: &'static str, value: impl Into<String>) -> Self {
        self.headers.retain(|(it, _)| *it != name);
        self.headers.push((name, value.into()));
        self
    }

    /// Goes on with another piece of the body.
    pub(crate) fn then(mut self, chunk: impl Into<Bytes>) -> Self {
        self.chunks.push(chunk.into());
        self
    }

    /// The connection breaks where the body would go on.
    pub(crate) fn breaking_off(mut self) -> Self {
        self.breaks_off = true;
        self
    }

    /// The body never ends.
    pub(crate) fn stalling(mut self) -> Self {
        self.stalls = true;
        self
    }

    fn response(self) -> Response {
        let mut response = Response::builder().status(self.status);
        for (name, value) in self.headers {
            response = response.header(name, value);
        }
        if self.chunks.len() == 1 && !self.breaks_off && !self.stalls {
            return response.body(self.chunks[0].clone().into()).unwrap();
        }
        let end = match (self.breaks_off, self.stalls) {
            (true, _) => End::Break,
            (_, true) => End::Stall,
            _ => End::Close,
        };
        let parts = (VecDeque::from(self.chunks), end);
        let body = stream::unfold(parts, |(mut chunks, end)| async move {
            // So that the pieces do not arrive as one.
            tokio::time::sleep(Duration::from_millis(20)).await;
            let chunk = match (chunks.pop_front(), &end) {
                (Some(chunk), _) => Ok(chunk),
                (None, End::Close) => return None,
                (None, End::Break) => Err(io::Error::other("the script ends here")),
                (None, End::Stall) => std::future::pending().await,
            };
            Some((chunk, (chunks, end)))
        });
        response.body(Body::from_stream(body)).unwrap()
    }
}

enum End {
    Close,
    Break,
    Stall,
}

/// A request that came: when, and its headers.
pub(crate) type Request = (Instant, HeaderMap);

#[derive(Clone)]
struct Script {
    answers: Arc<Vec<Answer>>,
    requests: Arc<Mutex<Vec<Request>>>,
}

pub(crate) struct Server {
    pub(crate) url: String,
    requests: Arc<Mutex<Vec<Request>>>,
}

impl Server {
    /// Answers in this order; the last answer is repeated.
    pub(crate) fn start(answers: impl IntoIterator<Item = Answer>) -> Self {
        let requests = Arc::default();
        let script = Script {
            answers: Arc::new(answers.into_iter().collect()),
            requests: Arc::clone(&requests),
        };
        let app = Router::new().fallback(answer).with_state(script);
        let listener = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
        listener.set_nonblocking(true).unwrap();
        let url = format!("http://{}", listener.local_addr().unwrap());
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
        Self { url, requests }
    }

    pub(crate) fn count(&self) -> usize {
        self.requests.lock().unwrap().len()
    }

    /// How long after the request before it each request came.
    pub(crate) fn gaps(&self) -> Vec<Duration> {
        let requests = self.requests.lock().unwrap();
        requests
            .windows(2)
            .map(|pair| pair[1].0 - pair[0].0)
            .collect()
    }

    pub(crate) fn header(&self, request: usize, name: &str) -> String {
        let requests = self.requests.lock().unwrap();
        requests[request].1[name].to_str().unwrap().to_owned()
    }
}

async fn answer(
    State(script): State<Script>,
    headers: HeaderMap,
    body: Bytes,
) -> Result<Response, Infallible> {
    drop(body);
    let mut requests = script.requests.lock().unwrap();
    requests.push((Instant::now(), headers));
    let last = script.answers.len() - 1;
    Ok(script.answers[(requests.len() - 1).min(last)]
        .clone()
        .response())
}

/// A URL where nobody listens.
pub(crate) fn nowhere() -> String {
    let listener = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    format!("http://{}", listener.local_addr().unwrap())
}

pub(crate) const WAIT: Duration = Duration::from_millis(300);

/// Refused, with a wait that only a header names.
pub(crate) fn limited() -> Answer {
    let body = r#"{"error":{"message":"slow down","type":"requests","param":null,"code":"rate_limit_exceeded"}}"#;
    Answer::new(429, body).header("retry-after-ms", WAIT.as_millis().to_string())
}

/// Refused for good, with the same status.
pub(crate) fn out_of_credit() -> Answer {
    let body = r#"{"error":{"message":"no credit","type":"insufficient_quota","param":null,"code":"insufficient_quota"}}"#;
    Answer::new(429, body).header("retry-after-ms", WAIT.as_millis().to_string())
}

pub(crate) fn page(status: u16) -> Answer {
    Answer::new(
        status,
        "<html><head><title>Bad gateway</title></head><body>nginx</body></html>",
    )
    .header("content-type", "text/html")
}
