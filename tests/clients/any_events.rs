use retry_attr::api::ErrorKind;
use retry_attr::{ApiError, retry};
use test_support::{Answer, Server};

use super::client::ResponseExt;
use super::http;
use crate::answers::{WAIT, limited, out_of_credit, page};

#[retry(max = 6, backoff = "none")]
async fn collect(url: &str, seen: &mut Vec<ErrorKind>) -> Result<String, ApiError> {
    let response = http().get(url).send().await?;
    response
        .api_events()
        .text()
        .await
        .inspect_err(|error| seen.push(error.kind()))
}

#[tokio::test]
async fn events_are_read_until_the_answer_ends() {
    use ErrorKind::{Connection, Cut, Malformed, Overloaded, RateLimit};

    let events = "data: {\"choices\":[{\"delta\":{\"content\":\"4\"}}]}\n\n";
    let stream = || Answer::new(200, events).header("content-type", "text/event-stream");
    let server = Server::start([
        limited(),
        stream().breaking_off(),
        stream(),
        stream().then("data: {\"error\":{\"code\":503}}\n\n"),
        page(200),
        stream().then("data: [DONE]\n\n"),
    ]);
    let mut seen = Vec::new();
    let answer = collect(&server.url, &mut seen).await;
    assert_eq!(answer.unwrap(), "4");
    assert_eq!(seen, [RateLimit, Connection, Cut, Overloaded, Malformed]);
    assert!(server.gaps()[0] >= WAIT, "{:?}", server.gaps());
}

#[tokio::test]
async fn the_events_of_an_error_are_that_error() {
    let server = Server::start([out_of_credit()]);
    let ask = || async { http().get(&server.url).send().await.unwrap() };
    let mut events = ask().await.api_events();
    let error = events.next().await.unwrap().unwrap_err();
    assert!(events.next().await.is_none());
    let call = ask().await.error_for_api().await.unwrap_err();
    assert_eq!(format!("{error:?}"), format!("{call:?}"));
}
