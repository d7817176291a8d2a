use async_openai::Client;
use async_openai::config::OpenAIConfig;
use async_openai::error::OpenAIError;
use async_openai::types::chat::{
    ChatCompletionRequestUserMessageArgs, CreateChatCompletionRequest,
    CreateChatCompletionRequestArgs,
};
use futures_util::StreamExt;
use retry_attr::api::ErrorKind;
use retry_attr::clients::async_openai::service;
use retry_attr::{ApiError, Classification, Classify, retry};
use test_support::{Answer, Server, nowhere};

use crate::answers::{WAIT, limited, out_of_credit, page};
use crate::http;

fn client(url: &str) -> Client<OpenAIConfig> {
    let config = OpenAIConfig::new().with_api_base(url).with_api_key("none");
    Client::build(http(), config).with_http_service(service(http()))
}

fn request() -> CreateChatCompletionRequest {
    let message = ChatCompletionRequestUserMessageArgs::default()
        .content("hi")
        .build()
        .unwrap();
    CreateChatCompletionRequestArgs::default()
        .model("m")
        .messages([message.into()])
        .build()
        .unwrap()
}

#[retry(max = 4, base = "1ms")]
async fn ask(client: &Client<OpenAIConfig>) -> Result<String, OpenAIError> {
    let answer = client.chat().create(request()).await?;
    Ok(answer.choices[0]
        .message
        .content
        .clone()
        .unwrap_or_default())
}

fn answer() -> Answer {
    Answer::new(
        200,
        r#"{"id":"1","object":"chat.completion","created":1,"model":"m","choices":[{"index":0,"finish_reason":"stop",
            "message":{"role":"assistant","content":"42"}}]}"#,
    )
}

#[tokio::test]
async fn a_wait_is_obeyed_and_a_failure_survived() {
    let server = Server::start([limited(), page(502), Answer::new(503, ""), answer()]);
    assert_eq!(ask(&client(&server.url)).await.unwrap(), "42");
    assert_eq!(server.count(), 4);
    assert!(server.gaps()[0] >= WAIT, "{:?}", server.gaps());
}

#[tokio::test]
async fn a_permanent_error_comes_back_at_once() {
    let server = Server::start([out_of_credit()]);
    let error = ApiError::from(ask(&client(&server.url)).await.unwrap_err());
    assert_eq!(error.kind(), ErrorKind::Quota);
    assert_eq!(error.code(), Some("insufficient_quota"));
    assert_eq!(server.count(), 1);
}

#[tokio::test]
async fn a_refused_connection_is_retried() {
    #[retry(max = 3, backoff = "none")]
    async fn ask(client: &Client<OpenAIConfig>, attempts: &mut u32) -> Result<(), OpenAIError> {
        *attempts += 1;
        client.chat().create(request()).await.map(drop)
    }
    let mut attempts = 0;
    let error = ask(&client(&nowhere()), &mut attempts).await.unwrap_err();
    assert_eq!(attempts, 3);
    assert_eq!(ApiError::from(error).kind(), ErrorKind::Connection);
}

/// Of what the client makes of a reply by itself, without headers.
async fn of_client(answer: Answer) -> OpenAIError {
    let server = Server::start([answer]);
    let config = OpenAIConfig::new()
        .with_api_base(&server.url)
        .with_api_key("none");
    let plain = async_openai::middleware::ReqwestService::new(http());
    let client = Client::build(http(), config).with_http_service(plain);
    client.chat().create(request()).await.unwrap_err()
}

#[tokio::test]
async fn errors_of_the_client_itself_are_classified() {
    for (answer, kind, is_retryable) in [
        (out_of_credit(), ErrorKind::Quota, false),
        (page(429), ErrorKind::Malformed, true),
        (page(502), ErrorKind::Server, true),
        (
            Answer::new(503, r#"{"error":{"code":"server_is_overloaded"}}"#),
            ErrorKind::Overloaded,
            true,
        ),
        (
            Answer::new(
                400,
                r#"{"error":{"message":"m","code":"context_length_exceeded"}}"#,
            ),
            ErrorKind::ContextTooLong,
            false,
        ),
        (
            Answer::new(200, r#"{"object":"list"}"#),
            ErrorKind::Malformed,
            false,
        ),
        (Answer::new(200, r#"{"id":"#), ErrorKind::Malformed, true),
    ] {
        let error = of_client(answer).await;
        assert_eq!(error.classify().is_retryable(), is_retryable, "{error:?}");
        assert_eq!(ApiError::from(error).kind(), kind);
    }
}

#[tokio::test]
async fn a_key_that_the_server_repeats_is_not_shown() {
    let secret = concat!("sk-", "proj-abc123def456");
    let body = format!(
        r#"{{"error":{{"message":"Incorrect API key provided: {secret}","code":"invalid_api_key"}}}}"#
    );
    let error = ApiError::from(of_client(Answer::new(401, body)).await);
    assert_eq!(error.kind(), ErrorKind::Authentication);
    let shown = format!("{error} {error:?} {:?}", std::error::Error::source(&error));
    assert!(!shown.contains(secret), "{shown}");
}

#[tokio::test]
async fn a_page_is_known_by_its_title() {
    let error = ApiError::from(of_client(page(403)).await);
    assert_eq!(error.to_string(), "malformed answer: Bad gateway");
}

#[tokio::test]
async fn a_wait_in_the_message_is_found_without_headers() {
    let body = r#"{"error":{"message":"Please try again in 1.898s.","type":"tokens","code":"rate_limit_exceeded"}}"#;
    let error = of_client(Answer::new(429, body)).await;
    let wait = std::time::Duration::from_millis(1898);
    assert_eq!(error.classify(), Classification::throttled(Some(wait)));
}

fn refused(status: u16, message: &str, code: Option<&str>) -> ApiError {
    let api_error = async_openai::error::ApiError {
        message: message.to_owned(),
        r#type: None,
        param: None,
        code: code.map(str::to_owned),
        misalignment: None,
    };
    let status_code = reqwest::StatusCode::from_u16(status).unwrap();
    OpenAIError::ApiError(async_openai::error::ApiErrorResponse {
        status_code,
        api_error,
    })
    .into()
}

/// The client hands over the body of a failed server as the message, and no other.
#[test]
fn a_message_that_is_a_body_is_judged_as_one() {
    let body = r#"{"error":{"code":"insufficient_quota"}}"#;
    assert_eq!(refused(500, body, None).kind(), ErrorKind::Quota);
    assert_eq!(refused(400, body, None).kind(), ErrorKind::Quota);
    assert_eq!(refused(500, body, Some("other")).code(), Some("other"));
}

#[test]
fn an_error_in_what_the_client_could_not_read() {
    let json = serde_json::from_str::<u32>("{}").unwrap_err();
    let content = r#"{"error":{"code":"insufficient_quota","message":"m"}}"#.to_owned();
    let error = ApiError::from(OpenAIError::JSONDeserialize(json, content));
    assert_eq!(error.kind(), ErrorKind::Quota);
}

#[cfg(feature = "stream")]
#[tokio::test]
async fn a_stream_is_retried_until_its_first_item() {
    use async_openai::types::chat::ChatCompletionResponseStream;

    #[retry(max = 3, base = "1ms", stream)]
    async fn ask(
        client: &Client<OpenAIConfig>,
    ) -> Result<ChatCompletionResponseStream, OpenAIError> {
        client.chat().create_stream(request()).await
    }
    let failed = "data: {\"error\":{\"message\":\"m\",\"type\":\"server_error\",\"code\":null,\"param\":null}}\n\n";
    let chunk = "data: {\"id\":\"1\",\"object\":\"chat.completion.chunk\",\"created\":1,\"model\":\"m\",\
                 \"choices\":[{\"index\":0,\"delta\":{\"content\":\"4\"}}]}\n\n";
    let stream = |body: &str| Answer::new(200, body).header("content-type", "text/event-stream");
    let server = Server::start([stream(failed), stream(chunk).then(failed)]);
    let chunks: Vec<_> = ask(&client(&server.url)).await.unwrap().collect().await;
    assert_eq!(server.count(), 2);
    assert!(matches!(&chunks[..], [Ok(_), Err(_)]), "{chunks:?}");
}

/// The last that a stream yields.
async fn end_of_stream(url: &str) -> Option<ApiError> {
    let mut stream = client(url).chat().create_stream(request()).await.unwrap();
    let mut last = None;
    while let Some(chunk) = stream.next().await {
        last = chunk.err();
    }
    last.map(ApiError::from)
}

#[tokio::test]
async fn errors_in_the_middle_of_a_stream_are_classified() {
    let chunk = "data: {\"id\":\"1\",\"object\":\"chat.completion.chunk\",\"created\":1,\"model\":\"m\",\
                 \"choices\":[{\"index\":0,\"delta\":{\"content\":\"4\"}}]}\n\n";
    let stream = |end: &str| {
        Answer::new(200, chunk)
            .then(end)
            .header("content-type", "text/event-stream")
    };
    let quota = r#"{"error":{"message":"m","type":"insufficient_quota","code":"insufficient_quota","param":null}}"#;
    let failed = r#"{"error":{"message":"m","type":"server_error","code":null,"param":null}}"#;
    let event = |error: &str| stream(&format!("data: {error}\n\n"));
    for (answer, kind, is_retryable) in [
        (event(failed), ErrorKind::Server, true),
        (event(quota), ErrorKind::Quota, false),
        (event("{\"x\":"), ErrorKind::Malformed, true),
        (stream("").breaking_off(), ErrorKind::Connection, true),
    ] {
        let server = Server::start([answer]);
        let error = end_of_stream(&server.url).await.unwrap();
        assert_eq!(
            (error.kind(), error.is_retryable()),
            (kind, is_retryable),
            "{error}"
        );
    }
    // What the client swallows.
    let server = Server::start([stream("")]);
    assert!(end_of_stream(&server.url).await.is_none());
}
