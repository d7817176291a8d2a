use std::future::Ready;
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

use bytes::{Buf, BufMut};
use retry_attr::api::ErrorKind;
use retry_attr::{ApiError, Classification, Classify, retry};
use tonic::codec::{Codec, DecodeBuf, Decoder, EncodeBuf, Encoder};
use tonic::transport::{Channel, Endpoint};
use tonic::{Code, Request, Response, Status};
use tonic_types::{ErrorDetails, StatusExt};

use test_support::nowhere;

use crate::answers::WAIT;
use crate::http2;

/// Messages that are bytes as they are.
#[derive(Clone, Copy, Default)]
struct Plain;

impl Codec for Plain {
    type Encode = Vec<u8>;
    type Decode = Vec<u8>;
    type Encoder = Self;
    type Decoder = Self;

    fn encoder(&mut self) -> Self {
        Self
    }

    fn decoder(&mut self) -> Self {
        Self
    }
}

impl Encoder for Plain {
    type Item = Vec<u8>;
    type Error = Status;

    fn encode(&mut self, item: Vec<u8>, buffer: &mut EncodeBuf<'_>) -> Result<(), Status> {
        buffer.put_slice(&item);
        Ok(())
    }
}

impl Decoder for Plain {
    type Item = Vec<u8>;
    type Error = Status;

    fn decode(&mut self, buffer: &mut DecodeBuf<'_>) -> Result<Option<Vec<u8>>, Status> {
        let length = buffer.remaining();
        Ok(Some(buffer.copy_to_bytes(length).to_vec()))
    }
}

type Requests = Arc<Mutex<Vec<Instant>>>;

/// Fails as the script says, then answers.
#[derive(Clone)]
struct Script(Arc<Vec<Status>>, Requests);

impl tonic::server::UnaryService<Vec<u8>> for Script {
    type Response = Vec<u8>;
    type Future = Ready<Result<Response<Vec<u8>>, Status>>;

    fn call(&mut self, request: Request<Vec<u8>>) -> Self::Future {
        let mut requests = self.1.lock().unwrap();
        requests.push(Instant::now());
        std::future::ready(match self.0.get(requests.len() - 1) {
            Some(status) => Err(status.clone()),
            None => Ok(Response::new(request.into_inner())),
        })
    }
}

fn start(script: Vec<Status>) -> (String, Requests) {
    let requests = Requests::default();
    let script = Script(Arc::new(script), Arc::clone(&requests));
    let app = axum::Router::new().fallback(move |request: axum::extract::Request| {
        let script = script.clone();
        async move { tonic::server::Grpc::new(Plain).unary(script, request).await }
    });
    let listener = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    listener.set_nonblocking(true).unwrap();
    let url = format!("http://{}", listener.local_addr().unwrap());
    std::thread::spawn(move || {
        let runtime = tokio::runtime::Builder::new_current_thread()
            .enable_all()
            .build();
        runtime.unwrap().block_on(async {
            let listener = tokio::net::TcpListener::from_std(listener).unwrap();
            let incoming = tonic::transport::server::TcpIncoming::from(listener);
            let routes = tonic::service::Routes::from(app);
            let server = tonic::transport::Server::builder().add_routes(routes);
            server.serve_with_incoming(incoming).await.unwrap();
        });
    });
    (url, requests)
}

fn channel(url: String) -> Channel {
    Endpoint::from_shared(url).unwrap().connect_lazy()
}

#[retry(max = 3, base = "1ms")]
async fn ask(channel: &Channel, attempts: &mut u32) -> Result<Vec<u8>, Status> {
    ask_once(channel, attempts).await
}

async fn ask_once(channel: &Channel, attempts: &mut u32) -> Result<Vec<u8>, Status> {
    *attempts += 1;
    let mut client = tonic::client::Grpc::new(channel.clone());
    client
        .ready()
        .await
        .map_err(|error| Status::from_error(error.into()))?;
    let path = http::uri::PathAndQuery::from_static("/test.Echo/Say");
    let response = client
        .unary(Request::new(b"42".to_vec()), path, Plain)
        .await?;
    Ok(response.into_inner())
}

fn exhausted(details: ErrorDetails) -> Status {
    Status::with_error_details(Code::ResourceExhausted, "slow down", details)
}

#[tokio::test]
async fn a_wait_is_obeyed_and_a_failure_survived() {
    let (url, requests) = start(vec![
        exhausted(ErrorDetails::with_retry_info(Some(WAIT))),
        Status::unavailable("later"),
    ]);
    assert_eq!(ask(&channel(url), &mut 0).await.unwrap(), b"42");
    let requests = requests.lock().unwrap();
    assert_eq!(requests.len(), 3);
    assert!(requests[1] - requests[0] >= WAIT);
}

#[tokio::test]
async fn a_permanent_error_comes_back_at_once() {
    let (url, requests) = start(vec![Status::invalid_argument("no"); 3]);
    let error = ask(&channel(url), &mut 0).await.unwrap_err();
    assert_eq!(ApiError::from(error).kind(), ErrorKind::InvalidRequest);
    assert_eq!(requests.lock().unwrap().len(), 1);
}

#[tokio::test]
async fn a_refused_connection_is_retried() {
    let mut attempts = 0;
    let error = ask(&channel(nowhere()), &mut attempts).await.unwrap_err();
    assert_eq!(attempts, 3, "{error:?}");
    assert_eq!(ApiError::from(error).kind(), ErrorKind::Connection);
}

#[test]
fn a_timeout_of_the_client_is_transient() {
    let status = Status::from_error(Box::new(tonic::TimeoutExpired(())));
    assert_eq!(status.code(), Code::Cancelled);
    assert_eq!(status.classify(), Classification::Transient);
    assert_eq!(ApiError::from(status).kind(), ErrorKind::Timeout);
}

#[test]
fn codes_are_classified() {
    use Code as C;
    for (code, kind, is_retryable) in [
        (C::Cancelled, ErrorKind::InvalidRequest, false),
        (C::Unknown, ErrorKind::Server, true),
        (C::InvalidArgument, ErrorKind::InvalidRequest, false),
        (C::DeadlineExceeded, ErrorKind::Timeout, true),
        (C::NotFound, ErrorKind::NotFound, false),
        (C::AlreadyExists, ErrorKind::InvalidRequest, false),
        (C::PermissionDenied, ErrorKind::Permission, false),
        (C::ResourceExhausted, ErrorKind::RateLimit, true),
        (C::FailedPrecondition, ErrorKind::InvalidRequest, false),
        (C::Aborted, ErrorKind::Server, true),
        (C::OutOfRange, ErrorKind::InvalidRequest, false),
        (C::Unimplemented, ErrorKind::InvalidRequest, false),
        (C::Internal, ErrorKind::Server, true),
        (C::Unavailable, ErrorKind::Overloaded, true),
        (C::DataLoss, ErrorKind::InvalidRequest, false),
        (C::Unauthenticated, ErrorKind::Authentication, false),
    ] {
        let status = Status::new(code, "m");
        assert_eq!(status.classify().is_retryable(), is_retryable, "{code:?}");
        assert_eq!(ApiError::from(status).kind(), kind, "{code:?}");
    }
}

#[test]
fn a_quota_of_the_day_is_not_waited_for() {
    let mut details = ErrorDetails::with_retry_info(Some(WAIT));
    details.set_quota_failure([tonic_types::QuotaViolation {
        quota_id: "RequestsPerDayPerProject".to_owned(),
        ..tonic_types::QuotaViolation::new("", "")
    }]);
    let error = ApiError::from(exhausted(details));
    assert_eq!(error.kind(), ErrorKind::Quota);
    assert!(!error.classify().is_retryable());
    assert!(error.resets_at().is_some());
}

#[test]
fn a_pushback_is_obeyed() {
    let classify = |value: &str| {
        let mut status = Status::unavailable("m");
        let metadata = status.metadata_mut();
        metadata.insert("grpc-retry-pushback-ms", value.parse().unwrap());
        status.classify()
    };
    let wait = Some(Duration::from_millis(1500));
    let throttled = Classification::throttled(wait).maybe_processed();
    assert_eq!(classify("1500"), throttled);
    assert_eq!(classify("-1"), Classification::permanent());
    assert_eq!(classify("soon"), Classification::permanent());
}

#[retry(backoff = "none", idempotent = false)]
async fn order(channel: &Channel, attempts: &mut u32) -> Result<Vec<u8>, Status> {
    ask_once(channel, attempts).await
}

#[tokio::test]
async fn only_what_was_surely_not_processed_is_sent_again() {
    let mut attempts = 0;
    let error = order(&channel(nowhere()), &mut attempts).await.unwrap_err();
    assert_eq!(attempts, 3, "{error:?}");
    // No code tells: it may come from behind the service as well.
    for status in [
        exhausted(ErrorDetails::with_retry_info(Some(WAIT))),
        Status::unavailable("later"),
        Status::internal("broken"),
        Status::deadline_exceeded("slow"),
    ] {
        let code = status.code();
        let (url, requests) = start(vec![status]);
        let error = order(&channel(url), &mut 0).await.unwrap_err();
        assert_eq!(error.code(), code);
        assert_eq!(requests.lock().unwrap().len(), 1, "{error:?}");
    }
}

#[tokio::test]
async fn a_request_that_http2_turns_away_was_not_processed() {
    for (away, expected) in http2::WAYS {
        let server = http2::Server::start(away).await;
        let channel = channel(server.url.clone());
        let error = order(&channel, &mut 0).await.unwrap_err();
        assert_eq!(server.count(), expected, "{away:?}: {error:?}");
        if expected > 1 {
            assert_eq!(ApiError::from(error).kind(), ErrorKind::Connection);
        }
    }
}

#[test]
fn a_quota_denies_a_request_before_any_work() {
    let of_google = |reason| ErrorDetails::with_error_info(reason, "googleapis.com", []);
    let mut details = ErrorDetails::with_quota_failure_violation("project", "too many requests");
    details.set_retry_info(Some(WAIT));
    let throttled = Classification::throttled(None);
    for (details, expected) in [
        (details, Classification::throttled(Some(WAIT))),
        (of_google("RATE_LIMIT_EXCEEDED"), throttled),
        (of_google("SOMETHING_ELSE"), throttled.maybe_processed()),
        (ErrorDetails::new(), throttled.maybe_processed()),
    ] {
        assert_eq!(exhausted(details).classify(), expected);
    }
}
