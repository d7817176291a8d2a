//! Whoever drops a stream closes its connection, which the server sees.

use std::time::Duration;

#[cfg(feature = "stream")]
use retry_attr::api::Event;
use retry_attr::api::Events;
use retry_attr::clients::reqwest::ResponseExt;
use test_support::{Answer, Server};
use tokio::time::{sleep, timeout};

use crate::failures::http;

const PAUSE: Duration = Duration::from_millis(50);

async fn events(server: &Server) -> Events {
    let response = http().get(&server.url).send().await.unwrap();
    response.error_for_api().await.unwrap().api_events()
}

async fn has_left(server: &Server) {
    while server.left() == 0 {
        sleep(PAUSE).await;
    }
}

/// Endless, so that the server goes on until it meets a closed connection.
fn endless(end: &str) -> Server {
    let event = "data: {\"choices\":[{\"delta\":{\"content\":\"a\"}}]}\n\n";
    let stream = Answer::new(200, event).then(end.to_owned()).pausing(PAUSE);
    Server::start([stream.header("content-type", "text/event-stream").flowing()])
}

#[tokio::test]
async fn before_anything_is_read() {
    let server = endless(": waiting\n\n");
    drop(events(&server).await);
    has_left(&server).await;
}

#[tokio::test]
async fn behind_an_event() {
    let server = endless(": waiting\n\n");
    let mut events = events(&server).await;
    assert!(events.next().await.unwrap().is_ok());
    drop(events);
    has_left(&server).await;
}

#[tokio::test]
async fn while_an_event_is_awaited() {
    let server = endless(": waiting\n\n");
    let mut events = events(&server).await;
    assert!(events.next().await.unwrap().is_ok());
    assert!(timeout(3 * PAUSE, events.next()).await.is_err());
    drop(events);
    has_left(&server).await;
}

#[tokio::test]
async fn within_an_event() {
    let server = endless("data: {\"cut\":\n");
    let mut events = events(&server).await;
    assert!(events.next().await.unwrap().is_ok());
    assert!(timeout(3 * PAUSE, events.next()).await.is_err());
    drop(events);
    has_left(&server).await;
}

/// It need not be dropped: the end and an error let go of the connection by themselves.
#[tokio::test]
async fn behind_the_end_and_an_error() {
    for end in [
        "data: [DONE]\n\n",
        "data: {\"error\":\"m\"}\n\n",
        "data: garbage\n\n",
    ] {
        let server = endless(end);
        let mut events = events(&server).await;
        while let Some(Ok(_)) = events.next().await {}
        has_left(&server).await;
        assert!(events.next().await.is_none());
    }
}

/// By the option `stream`, too: what has failed before its first output, and what is handed on.
#[cfg(feature = "stream")]
#[tokio::test]
async fn of_an_attempt_that_failed_and_of_the_one_that_did_not() {
    #[retry_attr::retry(backoff = "none", stream = Event::is_output)]
    async fn ask(url: &str) -> Result<Events, retry_attr::ApiError> {
        Ok(http().get(url).send().await?.api_events())
    }
    let stream = |event: &str, end: &str| {
        let stream = Answer::new(200, event).then(end).pausing(PAUSE);
        stream.header("content-type", "text/event-stream").flowing()
    };
    let server = Server::start([
        stream("data: {\"error\":\"m\"}\n\n", ": waiting\n\n"),
        stream(
            "data: {\"choices\":[{\"delta\":{\"content\":\"a\"}}]}\n\n",
            ": waiting\n\n",
        ),
    ]);
    let events = ask(&server.url).await.unwrap();
    has_left(&server).await;
    assert_eq!((server.count(), server.left()), (2, 1));
    drop(events);
    while server.left() < 2 {
        sleep(PAUSE).await;
    }
}

/// With a client that blocks, too.
#[cfg(feature = "ureq")]
#[tokio::test]
async fn behind_an_event_of_an_iterator() {
    use retry_attr::clients::ureq::ResponseExt;

    let server = endless(": waiting\n\n");
    let url = server.url.clone();
    let read = move || {
        let agent = ureq::Agent::config_builder()
            .proxy(None)
            .build()
            .new_agent();
        let mut events = agent.get(&url).call().unwrap().api_events();
        assert!(events.next().unwrap().is_ok());
    };
    tokio::task::spawn_blocking(read).await.unwrap();
    has_left(&server).await;
}

/// What is collected in a call that is cut, too.
#[tokio::test]
async fn in_the_middle_of_a_collection() {
    let server = endless("data: {\"choices\":[{\"delta\":{\"content\":\"b\"}}]}\n\n");
    let collecting = events(&server).await.text();
    assert!(timeout(3 * PAUSE, collecting).await.is_err());
    has_left(&server).await;
}
