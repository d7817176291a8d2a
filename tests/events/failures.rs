//! Whatever goes wrong, before the first output and after it: attempts, what the reader got, and the error.

use std::time::Duration;

use retry_attr::api::{ErrorKind, Event, Events};
use retry_attr::clients::reqwest::ResponseExt;
use retry_attr::{ApiError, retry};
use test_support::{Answer, Server};

use crate::wires::{Form, wires};

const SILENCE: Duration = Duration::from_millis(200);

pub(crate) fn http() -> reqwest::Client {
    let builder = reqwest::Client::builder().no_proxy();
    #[cfg(feature = "tls")]
    let builder = {
        let _ = rustls::crypto::ring::default_provider().install_default();
        builder.tls_certs_only([])
    };
    builder.build().unwrap()
}

/// An attempt lasts until there is something to show.
#[retry(max = 3, backoff = "none")]
async fn start(http: &reqwest::Client, url: &str) -> Result<(Vec<Event>, Events), ApiError> {
    let response = http.post(url).send().await?;
    let mut events = response.api_events().silence(SILENCE);
    let mut read = Vec::new();
    while let Some(event) = events.next().await {
        read.push(event?);
        if read.last().is_some_and(Event::is_output) {
            break;
        }
    }
    Ok((read, events))
}

/// The same by the option `stream`.
#[cfg(feature = "stream")]
#[retry(max = 3, backoff = "none", stream = Event::is_output)]
async fn start_by_option(http: &reqwest::Client, url: &str) -> Result<Events, ApiError> {
    Ok(http.post(url).send().await?.api_events().silence(SILENCE))
}

/// What a reader gets.
#[derive(Debug, PartialEq)]
struct Got {
    requests: usize,
    text: String,
    error: Option<ErrorKind>,
}

async fn read<A: IntoIterator<Item = Answer>>(answers: A) -> Got {
    let answers: Vec<Answer> = answers.into_iter().collect();
    let http = http();
    let server = Server::start(answers.clone());
    let got = got(&server, start(&http, &server.url).await).await;
    #[cfg(feature = "stream")]
    {
        let server = Server::start(answers);
        let events = start_by_option(&http, &server.url).await;
        let by_option = events.map(|events| (Vec::new(), events));
        assert_eq!(self::got(&server, by_option).await, got);
    }
    got
}

async fn got(server: &Server, started: Result<(Vec<Event>, Events), ApiError>) -> Got {
    let (mut text, mut error) = (String::new(), None);
    match started {
        Ok((read, mut rest)) => {
            for event in read {
                text += &event.text();
            }
            while let Some(event) = rest.next().await {
                match event {
                    Ok(event) => text += &event.text(),
                    Err(it) => error = Some(it.kind()),
                }
            }
        }
        Err(it) => error = Some(it.kind()),
    }
    Got {
        requests: server.count(),
        text,
        error,
    }
}

/// Nothing at all, and a stream of comments.
#[tokio::test]
async fn an_empty_stream_is_cut() {
    for wire in wires() {
        let mut empty = vec!["", "\n\n"];
        if wire.form == Form::Sse {
            empty.extend([
                ": waiting\n\n",
                "event: ping\n\n",
                "data:\n\n",
                "retry: 3\n\n",
            ]);
        }
        for body in empty {
            let got = read([wire.answer(body)]).await;
            let expected = Got {
                requests: 3,
                text: String::new(),
                error: Some(ErrorKind::Cut),
            };
            assert_eq!(got, expected, "{}: {body:?}", wire.name);
        }
    }
}

#[tokio::test]
async fn comments_are_silence_unless_asked() {
    let dribble = |end: &str| {
        let start = Answer::new(200, "data: {\"choices\":[]}\n\n");
        (0..5)
            .fold(start, |answer, _| answer.then(": waiting\n\n"))
            .then(end)
            .header("content-type", "text/event-stream")
            .pausing(SILENCE / 2)
    };
    let server = Server::start([dribble("data: [DONE]\n\n")]);
    let ask = || async { http().get(&server.url).send().await.unwrap().api_events() };

    let mut patient = ask().await.silence(SILENCE).comments_count();
    assert!(patient.next().await.unwrap().is_ok());
    assert!(patient.next().await.is_none());

    let mut strict = ask().await.silence(SILENCE);
    assert!(strict.next().await.unwrap().is_ok());
    let error = strict.next().await.unwrap().unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Timeout);
    assert!(error.is_retryable());
    assert!(strict.next().await.is_none());
}

#[tokio::test]
async fn an_error_whose_body_is_silent_is_known_by_its_status() {
    let server = Server::start([Answer::new(401, "").then("{").stalling()]);
    let response = http().get(&server.url).send().await.unwrap();
    let mut events = response.api_events().silence(SILENCE);
    let error = events.next().await.unwrap().unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Authentication);
    assert!(!error.is_retryable());
    assert!(events.next().await.is_none());
}
