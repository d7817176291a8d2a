use std::error::Error;

use aws_sdk_bedrockruntime::Client;
use aws_sdk_bedrockruntime::config::retry::RetryConfig;
use aws_sdk_bedrockruntime::config::{BehaviorVersion, Credentials, Region};
use aws_sdk_bedrockruntime::error::SdkError;
use aws_sdk_bedrockruntime::operation::converse::ConverseError;
use aws_smithy_runtime_api::client::http::{
    HttpConnector, HttpConnectorFuture, SharedHttpConnector, http_client_fn,
};
use aws_smithy_runtime_api::client::orchestrator::{HttpRequest, HttpResponse};
use aws_smithy_runtime_api::client::result::ConnectorError;
use aws_smithy_types::body::SdkBody;
use aws_smithy_types::error::ErrorMetadata;
use aws_smithy_types::event_stream::RawMessage;
use retry_attr::api::{ErrorKind, Provider};
use retry_attr::{ApiError, Classification, Classify, retry};
use test_support::{Answer, Server, nowhere};

use crate::answers::{WAIT, page};

/// Sends the requests with a client that the tests have anyway.
#[derive(Debug)]
struct Connector(reqwest::Client);

impl HttpConnector for Connector {
    fn call(&self, request: HttpRequest) -> HttpConnectorFuture {
        let body = request.body().bytes().unwrap_or_default().to_vec();
        let method = request.method().parse().unwrap();
        let mut builder = self.0.request(method, request.uri()).body(body);
        for (name, value) in request.headers() {
            builder = builder.header(name, value);
        }
        HttpConnectorFuture::new(async move {
            let failed = |error: reqwest::Error| ConnectorError::io(error.into());
            let response = builder.send().await.map_err(failed)?;
            let (status, headers) = (response.status(), response.headers().clone());
            let body = SdkBody::from(response.bytes().await.map_err(failed)?.to_vec());
            let mut response = HttpResponse::new(status.as_u16().try_into().unwrap(), body);
            for (name, value) in &headers {
                let value = value.to_str().unwrap().to_owned();
                response
                    .headers_mut()
                    .append(name.as_str().to_owned(), value);
            }
            Ok(response)
        })
    }
}

fn client(url: &str) -> Client {
    let http = SharedHttpConnector::new(Connector(crate::http()));
    let config = aws_sdk_bedrockruntime::Config::builder()
        .behavior_version(BehaviorVersion::latest())
        .region(Region::new("us-east-1"))
        .credentials_provider(Credentials::new("key", "secret", None, None, "test"))
        .endpoint_url(url)
        .retry_config(RetryConfig::disabled())
        .http_client(http_client_fn(move |_, _| http.clone()));
    Client::from_conf(config.build())
}

#[retry(max = 3, base = "1ms")]
async fn ask(client: &Client, attempts: &mut u32) -> Result<(), SdkError<ConverseError>> {
    *attempts += 1;
    client.converse().model_id("m").send().await.map(drop)
}

fn exception(status: u16, name: &str, message: &str) -> Answer {
    Answer::new(status, format!(r#"{{"message":"{message}"}}"#)).header("x-amzn-errortype", name)
}

async fn attempts(url: &str) -> (u32, ApiError) {
    let mut attempts = 0;
    let error = ask(&client(url), &mut attempts).await.unwrap_err();
    let by_type = error.classify();
    let error = ApiError::from(error);
    assert_eq!(error.classify(), by_type);
    assert_eq!(error.provider(), Provider::Bedrock);
    (attempts, error)
}

#[tokio::test]
async fn exceptions_mean_what_bedrock_means_by_them() {
    for (answer, kind, requests) in [
        (
            exception(429, "ThrottlingException", "slow down"),
            ErrorKind::RateLimit,
            3,
        ),
        (
            exception(503, "ServiceUnavailableException", "no"),
            ErrorKind::Overloaded,
            3,
        ),
        (
            exception(429, "ModelNotReadyException", "no"),
            ErrorKind::Overloaded,
            3,
        ),
        (
            exception(424, "ModelErrorException", "no"),
            ErrorKind::Server,
            3,
        ),
        (
            exception(429, "ThrottlingException", "Too many tokens per day"),
            ErrorKind::Quota,
            1,
        ),
        (
            exception(400, "ServiceQuotaExceededException", "no"),
            ErrorKind::Quota,
            1,
        ),
        (
            exception(400, "ValidationException", "no"),
            ErrorKind::InvalidRequest,
            1,
        ),
        (
            exception(400, "ValidationException", "Input is too long"),
            ErrorKind::ContextTooLong,
            1,
        ),
        (
            exception(403, "AccessDeniedException", "no"),
            ErrorKind::Permission,
            1,
        ),
        (
            exception(404, "ResourceNotFoundException", "no"),
            ErrorKind::NotFound,
            1,
        ),
        // In no model of this service.
        (
            exception(400, "RequestTimeout", "no"),
            ErrorKind::Timeout,
            3,
        ),
        (
            exception(403, "ExpiredTokenException", "no"),
            ErrorKind::Authentication,
            1,
        ),
        (page(502), ErrorKind::Server, 3),
        (page(200), ErrorKind::Malformed, 3),
    ] {
        let server = Server::start([answer]);
        let (attempts, error) = attempts(&server.url).await;
        assert_eq!((error.kind(), attempts), (kind, requests), "{error}");
    }
    let (attempts, error) = attempts(&nowhere()).await;
    assert_eq!((error.kind(), attempts), (ErrorKind::Connection, 3));
}

#[tokio::test]
async fn a_wait_in_the_headers_is_obeyed() {
    let limited = exception(429, "ThrottlingException", "slow down")
        .header("x-amz-retry-after", WAIT.as_millis().to_string());
    let answer = r#"{"output":{"message":{"role":"assistant","content":[{"text":"42"}]}},"stopReason":"end_turn",
        "usage":{"inputTokens":1,"outputTokens":1,"totalTokens":2},"metrics":{"latencyMs":1}}"#;
    let server = Server::start([limited, Answer::new(200, answer)]);
    let mut attempts = 0;
    ask(&client(&server.url), &mut attempts).await.unwrap();
    assert_eq!(attempts, 2);
    assert!(server.gaps()[0] >= WAIT, "{:?}", server.gaps());
}

#[tokio::test]
async fn the_error_says_what_the_reply_says() {
    let answer = exception(403, "AccessDeniedException:http://internal/", "not allowed")
        .header("x-amzn-requestid", "r-1");
    let server = Server::start([answer]);
    let (_, error) = attempts(&server.url).await;
    assert_eq!(error.code(), Some("AccessDeniedException"));
    assert_eq!(error.message(), Some("not allowed"));
    assert_eq!(error.request_id(), Some("r-1"));
    assert_eq!(error.status().unwrap(), 403);
    assert_eq!(error.body(), br#"{"message":"not allowed"}"#);
}

#[test]
fn an_exception_in_a_stream_is_known() {
    let of = |code| {
        let error = ErrorMetadata::builder().code(code).message("no").build();
        let error = SdkError::service_error(error, RawMessage::invalid(None));
        (
            ApiError::from(error).kind(),
            ErrorMetadata::builder().code(code).build(),
        )
    };
    let (kind, metadata) = of("throttlingException");
    assert_eq!(kind, ErrorKind::RateLimit);
    let throttled = Classification::throttled(None).maybe_processed();
    assert_eq!(metadata.classify(), throttled);
    let (kind, metadata) = of("validationException");
    assert_eq!(kind, ErrorKind::InvalidRequest);
    assert!(metadata.as_error().unwrap().is::<ErrorMetadata>());
    // Where the type of the operation hides the rest.
    let boxed: Box<dyn Error> = metadata.into();
    assert_eq!(boxed.classify(), Classification::permanent());
}

#[tokio::test]
async fn only_what_was_surely_not_processed_is_sent_again() {
    #[retry(backoff = "none", idempotent = false)]
    async fn order(client: &Client, attempts: &mut u32) -> Result<(), SdkError<ConverseError>> {
        *attempts += 1;
        client.converse().model_id("m").send().await.map(drop)
    }
    let mut attempts = 0;
    let error = order(&client(&nowhere()), &mut attempts).await.unwrap_err();
    assert_eq!(attempts, 3, "{error:?}");
    for (answer, expected) in [
        (exception(429, "ThrottlingException", "slow down"), 3),
        (exception(500, "InternalServerException", "no"), 1),
        (Answer::hanging_up(), 1),
    ] {
        let server = Server::start([answer]);
        let error = order(&client(&server.url), &mut 0).await.unwrap_err();
        assert_eq!(server.count(), expected, "{error:?}");
    }
}

#[test]
fn a_reply_that_cannot_be_read_is_judged_by_its_status() {
    let of = |code: u16| {
        let page = HttpResponse::new(code.try_into().unwrap(), SdkBody::from("<html>"));
        let error: SdkError<ErrorMetadata> = SdkError::response_error("no JSON", page);
        let classification = error.classify();
        (classification, ApiError::from(error).kind())
    };
    let throttled = Classification::throttled(None);
    assert_eq!(of(429), (throttled, ErrorKind::RateLimit));
    let permanent = Classification::permanent();
    assert_eq!(of(403), (permanent, ErrorKind::Permission));
    // An answer, or the beginning of one.
    assert_eq!(of(200), (Classification::Transient, ErrorKind::Malformed));
}

#[test]
fn what_fails_before_a_request_is_permanent() {
    let of = |error: SdkError<ErrorMetadata>| (error.classify(), ApiError::from(error).kind());
    assert_eq!(
        of(SdkError::construction_failure("no model")),
        (Classification::permanent(), ErrorKind::InvalidRequest)
    );
    assert_eq!(
        of(SdkError::dispatch_failure(ConnectorError::user(
            "no".into()
        ))),
        (Classification::permanent(), ErrorKind::InvalidRequest)
    );
    assert_eq!(
        of(SdkError::timeout_error("slow")),
        (Classification::Transient, ErrorKind::Timeout)
    );
    let refused = ConnectorError::io("invalid peer certificate: Expired".into());
    assert!(refused.as_error().unwrap().is::<ConnectorError>());
    assert_eq!(
        of(SdkError::dispatch_failure(refused)),
        (Classification::permanent(), ErrorKind::Connection)
    );
}
