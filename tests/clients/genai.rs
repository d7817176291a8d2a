use futures_util::StreamExt;
use genai::adapter::AdapterKind;
use genai::chat::ChatRequest;
use genai::resolver::{AuthData, Endpoint};
use genai::{Client, ModelIden, ServiceTarget};
use retry_attr::api::ErrorKind;
use retry_attr::{ApiError, Classification, Classify, retry};
use test_support::{Answer, Server, nowhere};

use crate::answers::{WAIT, limited, out_of_credit, page};
use crate::http;

fn client(url: &str, adapter: AdapterKind) -> Client {
    let url = format!("{url}/v1/");
    Client::builder()
        .with_reqwest(http())
        .with_service_target_resolver_fn(move |target: ServiceTarget| {
            Ok(ServiceTarget {
                endpoint: Endpoint::from_owned(url.clone()),
                auth: AuthData::from_single("none"),
                model: ModelIden::new(adapter, target.model.model_name),
            })
        })
        .build()
        .unwrap()
}

#[retry(max = 4, base = "1ms")]
async fn ask(client: &Client) -> genai::Result<String> {
    let answer = client
        .exec_chat("m", ChatRequest::from_user("hi"), None)
        .await?;
    Ok(answer.first_text().unwrap_or_default().to_owned())
}

fn answer() -> Answer {
    Answer::new(
        200,
        r#"{"choices":[{"message":{"role":"assistant","content":"42"}}]}"#,
    )
}

#[tokio::test]
async fn a_wait_is_obeyed_and_a_failure_survived() {
    let server = Server::start([limited(), page(502), page(200), answer()]);
    assert_eq!(
        ask(&client(&server.url, AdapterKind::OpenAI))
            .await
            .unwrap(),
        "42"
    );
    assert_eq!(server.count(), 4);
    assert!(server.gaps()[0] >= WAIT, "{:?}", server.gaps());
}

#[tokio::test]
async fn a_permanent_error_comes_back_at_once() {
    let server = Server::start([out_of_credit()]);
    let error = ask(&client(&server.url, AdapterKind::OpenAI))
        .await
        .unwrap_err();
    assert_eq!(ApiError::from(error).kind(), ErrorKind::Quota);
    assert_eq!(server.count(), 1);
}

#[tokio::test]
async fn the_adapter_tells_the_provider() {
    for (adapter, kind) in [
        (AdapterKind::Groq, ErrorKind::Overloaded),
        (AdapterKind::Cohere, ErrorKind::Authentication),
    ] {
        let server = Server::start([Answer::new(498, "{}")]);
        let error = client(&server.url, adapter)
            .exec_chat("m", ChatRequest::from_user("hi"), None)
            .await
            .unwrap_err();
        assert_eq!(ApiError::from(error).kind(), kind, "{adapter}");
    }
}

#[tokio::test]
async fn a_refused_connection_is_retried() {
    #[retry(max = 3, backoff = "none")]
    async fn ask(client: &Client, attempts: &mut u32) -> genai::Result<()> {
        *attempts += 1;
        client
            .exec_chat("m", ChatRequest::from_user("hi"), None)
            .await
            .map(drop)
    }
    let mut attempts = 0;
    let client = client(&nowhere(), AdapterKind::OpenAI);
    let error = ask(&client, &mut attempts).await.unwrap_err();
    assert_eq!(attempts, 3);
    assert_eq!(ApiError::from(error).kind(), ErrorKind::Connection);
}

#[tokio::test]
async fn the_error_of_a_stream_is_known_in_its_box() {
    let server = Server::start([limited()]);
    let client = client(&server.url, AdapterKind::OpenAI);
    let request = ChatRequest::from_user("hi");
    let mut answer = client.exec_chat_stream("m", request, None).await.unwrap();
    let error = loop {
        if let Err(error) = answer.stream.next().await.unwrap() {
            break error;
        }
    };
    assert_eq!(error.classify(), Classification::throttled(Some(WAIT)));
    assert_eq!(ApiError::from(error).kind(), ErrorKind::RateLimit);
}

#[cfg(feature = "stream")]
#[tokio::test]
async fn a_stream_is_retried_until_its_first_output() {
    use futures_util::Stream;
    use genai::chat::ChatStreamEvent;

    #[retry(max = 3, base = "1ms", stream = |event| matches!(event, ChatStreamEvent::Chunk(_)))]
    async fn ask(
        client: &Client,
    ) -> Result<impl Stream<Item = genai::Result<ChatStreamEvent>> + use<>, genai::Error> {
        let request = ChatRequest::from_user("hi");
        Ok(client.exec_chat_stream("m", request, None).await?.stream)
    }
    let failed = "data: {\"error\":{\"message\":\"m\",\"type\":\"server_error\"}}\n\n";
    let chunk = "data: {\"choices\":[{\"index\":0,\"delta\":{\"content\":\"4\"}}]}\n\n";
    let stream = |body: &str| Answer::new(200, body).header("content-type", "text/event-stream");
    let server = Server::start([stream(failed), stream(chunk).then("data: [DONE]\n\n")]);
    let client = client(&server.url, AdapterKind::OpenAI);
    let events: Vec<_> = ask(&client).await.unwrap().collect().await;
    assert_eq!(server.count(), 2);
    assert!(
        matches!(
            &events[..],
            [
                Ok(ChatStreamEvent::Start),
                Ok(ChatStreamEvent::Chunk(_)),
                ..
            ]
        ),
        "{events:?}"
    );
}

async fn error_of_stream(client: &Client) -> Option<ApiError> {
    let request = ChatRequest::from_user("hi");
    let mut answer = client.exec_chat_stream("m", request, None).await.unwrap();
    while let Some(event) = answer.stream.next().await {
        if let Err(error) = event {
            return Some(error.into());
        }
    }
    None
}

#[tokio::test]
async fn errors_in_the_middle_of_a_stream_are_classified() {
    let chunk = "data: {\"choices\":[{\"index\":0,\"delta\":{\"content\":\"4\"}}]}\n\n";
    let responses = |error: &str| {
        let delta = r#"{"type":"response.output_text.delta","item_id":"i","output_index":0,"content_index":0,"delta":"4"}"#;
        let response = format!(
            r#"{{"id":"r","object":"response","created_at":1,"status":"failed","model":"m","output":[],"error":{error}}}"#
        );
        format!(
            "event: response.output_text.delta\ndata: {delta}\n\nevent: response.failed\ndata: {{\"type\":\"response.failed\",\"response\":{response}}}\n\n"
        )
    };
    let event = "event: error\ndata: {\"type\":\"error\",\"error\":{\"type\":\"overloaded_error\",\"message\":\"m\"}}\n\n";
    for (adapter, body, kind, is_retryable) in [
        (
            AdapterKind::OpenAI,
            format!(
                "{chunk}data: {{\"error\":{{\"type\":\"server_error\",\"message\":\"m\"}}}}\n\n"
            ),
            ErrorKind::Server,
            true,
        ),
        (
            AdapterKind::OpenAI,
            format!("{chunk}data: {{\"x\":\n\n"),
            ErrorKind::Malformed,
            true,
        ),
        (
            AdapterKind::Anthropic,
            event.to_owned(),
            ErrorKind::Overloaded,
            true,
        ),
        (
            AdapterKind::OpenAIResp,
            responses(r#"{"code":"server_error","message":"The server had an error"}"#),
            ErrorKind::Server,
            true,
        ),
        (
            AdapterKind::OpenAIResp,
            responses("null"),
            ErrorKind::Server,
            true,
        ),
        (
            AdapterKind::OpenAIResp,
            responses(
                r#"{"code":"context_length_exceeded","message":"Your input exceeds the context window"}"#,
            ),
            ErrorKind::ContextTooLong,
            false,
        ),
    ] {
        let stream = Answer::new(200, body.clone()).header("content-type", "text/event-stream");
        let server = Server::start([stream]);
        let error = error_of_stream(&client(&server.url, adapter)).await;
        let error = error.expect(&body);
        assert_eq!(
            (error.kind(), error.is_retryable()),
            (kind, is_retryable),
            "{error}: {body}"
        );
    }
    let broken = Answer::new(200, chunk).header("content-type", "text/event-stream");
    let server = Server::start([broken.breaking_off()]);
    let error = error_of_stream(&client(&server.url, AdapterKind::OpenAI))
        .await
        .unwrap();
    assert_eq!(
        (error.kind(), error.is_retryable()),
        (ErrorKind::Connection, true)
    );
}

#[test]
fn what_is_wrong_before_a_request_is_permanent() {
    let missing = genai::Error::RequiresApiKey {
        model_iden: ModelIden::new(AdapterKind::OpenAI, "m"),
    };
    assert_eq!(missing.classify(), Classification::permanent());
    assert_eq!(ApiError::from(missing).kind(), ErrorKind::Authentication);
}
