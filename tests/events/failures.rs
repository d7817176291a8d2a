//! Whatever goes wrong, before the first output and after it: attempts, what the reader got, and the error.

use std::time::Duration;

use retry_attr::api::{ErrorKind, Event, Events};
use retry_attr::clients::reqwest::ResponseExt;
use retry_attr::{ApiError, retry};
use test_support::{Answer, Server};

use crate::wires::{Form, WIRES, Wire};

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

/// What goes wrong.
#[derive(Clone, Copy, Debug)]
enum Failure {
    Error,
    Garbage,
    End,
    Break,
    Silence,
}

const FAILURES: [Failure; 5] = [
    Failure::Error,
    Failure::Garbage,
    Failure::End,
    Failure::Break,
    Failure::Silence,
];

impl Failure {
    fn answer(self, wire: &Wire, texts: &[&str]) -> Answer {
        let mut events = (wire.announcements)("be brief");
        events.extend(texts.iter().map(|text| (wire.output)(text)));
        if matches!(self, Self::Error) {
            events.push((wire.error)());
        }
        let mut body = wire.body(&events, "\n");
        if matches!(self, Self::Garbage) {
            body += match wire.form {
                Form::Sse => "data: {\"x\": NaN}\n\n",
                Form::Lines => "<html>\n",
                Form::List => ",{\"x\": NaN}",
            };
        }
        let answer = wire.answer("").then(body);
        match self {
            Self::Error | Self::Silence => answer.stalling(),
            Self::Break => answer.breaking_off(),
            Self::Garbage | Self::End => answer,
        }
    }

    fn is_kind(self, kind: ErrorKind) -> bool {
        match self {
            Self::Error => matches!(kind, ErrorKind::Server | ErrorKind::Overloaded),
            Self::Garbage => kind == ErrorKind::Malformed,
            Self::End => kind == ErrorKind::Cut,
            Self::Break => kind == ErrorKind::Connection,
            Self::Silence => kind == ErrorKind::Timeout,
        }
    }
}

#[tokio::test]
async fn before_the_first_output_it_is_retried() {
    for wire in &WIRES {
        let whole = || wire.answer(wire.body(&wire.whole(&["Hel", "lo"]), "\n"));
        for failure in FAILURES {
            let got = read([failure.answer(wire, &[]), whole()]).await;
            let text = wire.text("Hello").to_owned();
            let expected = Got {
                requests: 2,
                text,
                error: None,
            };
            assert_eq!(got, expected, "{}: {failure:?}", wire.name);
        }
        let got = read([Answer::new(503, ""), Answer::new(429, ""), whole()]).await;
        assert_eq!((got.requests, got.error), (3, None), "{}", wire.name);
    }
}

#[tokio::test]
async fn after_it_the_error_is_the_readers() {
    for wire in &WIRES {
        for failure in FAILURES {
            let got = read([failure.answer(wire, &["Hel"])]).await;
            let shown = format!("{}: {failure:?}: {got:?}", wire.name);
            assert_eq!(got.text, wire.text("Hel"), "{shown}");
            assert_eq!(got.requests, 1, "{shown}");
            assert!(failure.is_kind(got.error.unwrap()), "{shown}");
        }
    }
}

#[tokio::test]
async fn without_an_answer_the_last_error_is_given_up_with() {
    for wire in &WIRES {
        for failure in FAILURES {
            let got = read([failure.answer(wire, &[])]).await;
            let shown = format!("{}: {failure:?}: {got:?}", wire.name);
            assert_eq!(got.requests, 3, "{shown}");
            assert!(failure.is_kind(got.error.unwrap()), "{shown}");
        }
    }
}

/// Nothing at all, and a stream of comments.
#[tokio::test]
async fn an_empty_stream_is_cut() {
    for wire in &WIRES {
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
