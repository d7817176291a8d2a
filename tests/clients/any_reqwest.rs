use retry_attr::api::{ErrorKind, Provider};
use retry_attr::{ApiError, Classification, Classify, retry};
use serde_json::Value;
use test_support::{Answer, Server, nowhere};

use super::client::ResponseExt;
use super::{http, reqwest};
use crate::answers::{WAIT, limited, out_of_credit, page, unsure};

#[retry(max = 4, base = "1ms", attempt = attempt)]
async fn ask(http: &reqwest::Client, url: &str) -> Result<String, ApiError> {
    let request = http
        .post(url)
        .header("x-stainless-retry-count", attempt.retries());
    Ok(request.send().await?.error_for_api().await?.text().await?)
}

#[tokio::test]
async fn a_wait_is_obeyed_and_a_failure_survived() {
    let server = Server::start([
        limited(),
        page(502),
        Answer::new(503, ""),
        Answer::new(200, "42"),
    ]);
    assert_eq!(ask(&http(), &server.url).await.unwrap(), "42");
    assert_eq!(server.count(), 4);
    assert!(server.gaps()[0] >= WAIT, "{:?}", server.gaps());
    let counts: Vec<String> = (0..4)
        .map(|it| server.header(it, "x-stainless-retry-count"))
        .collect();
    assert_eq!(counts, ["0", "1", "2", "3"]);
}

#[tokio::test]
async fn a_permanent_error_comes_back_at_once() {
    let server = Server::start([out_of_credit()]);
    let error = ask(&http(), &server.url).await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Quota);
    assert_eq!(error.code(), Some("insufficient_quota"));
    assert_eq!(error.status().unwrap(), 429);
    assert_eq!(server.count(), 1);
}

#[tokio::test]
async fn a_wait_that_is_too_long_comes_back_with_the_error() {
    let server = Server::start([limited().header("retry-after-ms", "86400000")]);
    let error = ask(&http(), &server.url).await.unwrap_err();
    assert_eq!(error.retry_after().unwrap().as_secs(), 86_400);
    assert_eq!(server.count(), 1);
}

#[tokio::test]
async fn an_error_in_a_success_is_an_error() {
    let busy = r#"{"error":{"code":502,"message":"upstream","metadata":{"provider_name":"x"}}}"#;
    let answer = r#"{"error":null,"text":"no \"error\" here"}"#;
    let server = Server::start([Answer::new(200, busy), Answer::new(200, answer)]);
    assert_eq!(ask(&http(), &server.url).await.unwrap(), answer);
    assert_eq!(server.count(), 2);
}

#[tokio::test]
async fn a_stream_is_retried_until_it_starts() {
    let event = "data: {\"error\":{\"type\":\"server_error\",\"message\":\"no\"}}\n\n";
    let in_pieces = |at: usize| {
        let start = format!(": waiting\n\nevent: error\n{}", &event[..at]);
        Answer::new(200, start).then(&event[at..])
    };
    let tokens = "data: {\"delta\":\"a\"}\n\n";
    let started = Answer::new(200, ": waiting\n\n").then(tokens).then(event);
    let answers = [
        Answer::new(200, event),
        in_pieces(0),
        in_pieces(10),
        started,
    ];
    let server = Server::start(answers.map(|it| it.header("content-type", "text/event-stream")));
    let text = ask(&http(), &server.url).await.unwrap();
    assert_eq!(text, format!(": waiting\n\n{tokens}{event}"));
    assert_eq!(server.count(), 4);
}

#[tokio::test]
async fn announcements_are_no_start() {
    let error = "data: {\"type\":\"error\",\"error\":{\"type\":\"overloaded_error\"}}\n\n";
    let answers = ["message_start", "ping", "response.created"].map(|kind| {
        Answer::new(
            200,
            format!("data: {{\"type\":\"{kind}\",\"error\":null}}\n\n"),
        )
        .then(error)
        .header("content-type", "text/event-stream")
    });
    let server = Server::start(answers.into_iter().chain([Answer::new(200, "{}")]));
    assert_eq!(ask(&http(), &server.url).await.unwrap(), "{}");
    assert_eq!(server.count(), 4);
}

#[tokio::test]
async fn a_blank_line_ends_an_event_whatever_it_holds() {
    for event in [
        "data: {\"x\": NaN}\n\n",
        "data: []\n\n",
        "data: [1,2]\r\n\r\n",
        "data: {\ndata: \"x\": 1\ndata: }\n\n",
        "data: {\"x\":\n\n",
        "event: x\ndata: {\"x\":\"\r\r",
        ": waiting\n\ndata: \"x\"\n\n",
    ] {
        let stream = Answer::new(200, event).header("content-type", "text/event-stream");
        let server = Server::start([stream.stalling()]);
        let response = http().get(&server.url).timeout(WAIT * 30).send().await;
        let mut response = response.unwrap().error_for_api().await.expect(event);
        assert_eq!(response.chunk().await.unwrap().unwrap(), event);
    }
}

#[tokio::test]
async fn an_error_may_have_several_lines_and_any_type() {
    #[retry(max = 5, backoff = "none")]
    async fn start(url: &str) -> Result<(), ApiError> {
        let request = http().get(url).timeout(WAIT * 30);
        request.send().await?.error_for_api().await.map(drop)
    }
    let lines = "event: error\ndata: {\"error\":\ndata: {\"type\":\"overloaded_error\"}}\n\n";
    let event = |start: &str, end: &str| Answer::new(200, start).then(end).stalling();
    let answers = [
        event(lines, "").header("content-type", "text/event-stream"),
        event(": waiting\n\n", lines).header("content-type", "text/plain; charset=utf-8"),
        event("", lines).without("content-type"),
        event("data: {\"x\":1}\n\n", "").header("content-type", "text/plain"),
    ];
    let server = Server::start(answers);
    start(&server.url).await.unwrap();
    assert_eq!(server.count(), 4);
}

/// They repeat the instructions and tools of the request.
#[tokio::test]
async fn announcements_may_be_large() {
    let instructions = "x".repeat(100 << 10);
    let announce = |kind: &str| {
        format!(
            "data: {{\"type\":\"response.{kind}\",\"response\":{{\"instructions\":\"{instructions}\"}}}}\n\n"
        )
    };
    let failed = r#"{"type":"response.failed","response":{"error":{"code":"server_error"}}}"#;
    let stream = Answer::new(200, announce("created"))
        .then(announce("queued"))
        .then(announce("in_progress"))
        .then(format!("data: {failed}\n\n"))
        .header("content-type", "text/event-stream");
    let server = Server::start([stream]);
    let response = http().get(&server.url).send().await.unwrap();
    let error = response.error_for_api().await.unwrap_err();
    assert_eq!(error.code(), Some("server_error"));
}

#[tokio::test]
async fn an_error_is_seen_wherever_the_body_is_cut() {
    let body = format!(
        r#"{{"id":"{}","error":{{"code":429,"message":"m"}}}}"#,
        "x".repeat(100)
    );
    let cut = |at: usize| Answer::new(200, body[..at].to_owned()).then(body[at..].to_owned());
    let blank = Answer::new(200, " ".repeat(100))
        .then("\n\n")
        .then(body.clone());
    let server = Server::start([cut(1), cut(90), blank, Answer::new(200, "{}")]);
    assert_eq!(ask(&http(), &server.url).await.unwrap(), "{}");
    assert_eq!(server.count(), 4);
}

#[tokio::test]
async fn a_list_starts_with_its_first_element() {
    let stream = Answer::new(200, "[{\"text\":\"a\"}").then(",").stalling();
    let server = Server::start([stream]);
    let response = http().get(&server.url).send().await.unwrap();
    let mut response = response.error_for_api().await.unwrap();
    assert_eq!(
        response.chunk().await.unwrap().unwrap(),
        "[{\"text\":\"a\"}"
    );
}

#[tokio::test]
async fn a_response_is_handed_on_as_it_was() {
    let body = format!(r#"{{"text":"{}"}}"#, "x".repeat(200_000));
    let server = Server::start([Answer::new(201, body.clone()).header("x-one", "1")]);
    let url = format!("{}/path?query=1", server.url);
    let plain = http().get(&url).send().await.unwrap();
    let checked = http().get(&url).send().await.unwrap();
    let checked = checked.error_for_api().await.unwrap();
    assert_eq!(checked.status(), plain.status());
    assert_eq!(checked.url(), plain.url());
    assert_eq!(checked.version(), plain.version());
    assert_eq!(checked.headers()["x-one"], "1");
    assert_eq!(checked.content_length(), plain.content_length());
    assert_eq!(checked.remote_addr(), plain.remote_addr());
    assert_eq!(checked.text().await.unwrap(), body);
}

#[tokio::test]
async fn another_type_than_json_is_not_waited_for() {
    let server = Server::start([Answer::new(200, "RIFF")
        .header("content-type", "audio/wav")
        .stalling()]);
    let response = http().get(&server.url).send().await.unwrap();
    let response = response.error_for_api().await.unwrap();
    assert_eq!(response.status(), 200);
}

#[tokio::test]
async fn the_body_of_an_error_is_bounded() {
    let piece = vec![b'x'; 40 * 1024];
    let endless = Answer::new(500, piece.clone())
        .then(piece.clone())
        .then(piece)
        .stalling();
    let server = Server::start([endless]);
    let response = http().get(&server.url).send().await.unwrap();
    let error = response.error_for_api().await.unwrap_err();
    assert_eq!(error.body().len(), 64 * 1024);
    assert_eq!(error.classify(), Classification::Transient);
}

#[tokio::test]
async fn an_error_whose_body_breaks_off_is_judged_by_what_there_is() {
    let start = r#"{"error":{"type":"insufficient_quota","mess"#;
    let server = Server::start([Answer::new(429, start).breaking_off()]);
    let error = ask(&http(), &server.url).await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Quota);
    assert_eq!(server.count(), 1);
}

#[retry(max = 3, backoff = "none")]
async fn ask_json(http: &reqwest::Client, url: &str, attempts: &mut u32) -> reqwest::Result<Value> {
    *attempts += 1;
    let response = http.get(url).send().await?.error_for_status()?;
    response.json().await
}

async fn attempts(url: &str) -> (u32, ErrorKind) {
    let mut attempts = 0;
    let error = ask_json(&http(), url, &mut attempts).await.unwrap_err();
    (attempts, ApiError::from(error).kind())
}

#[tokio::test]
async fn errors_of_the_client_itself_are_classified() {
    assert_eq!(attempts(&nowhere()).await, (3, ErrorKind::Connection));
    assert_eq!(attempts("no url").await, (1, ErrorKind::InvalidRequest));
    for (answer, expected) in [
        (page(503), (3, ErrorKind::Overloaded)),
        (page(404), (1, ErrorKind::NotFound)),
        (Answer::new(200, "{\"cut\":"), (3, ErrorKind::Malformed)),
        (
            Answer::new(200, "{}").breaking_off(),
            (3, ErrorKind::Connection),
        ),
    ] {
        let server = Server::start([answer]);
        assert_eq!(attempts(&server.url).await, expected);
    }
}

#[tokio::test]
async fn an_answer_of_another_shape_is_permanent() {
    let server = Server::start([Answer::new(200, "{\"a\":1}")]);
    let response = http().get(&server.url).send().await.unwrap();
    let error = response.json::<Vec<u8>>().await.unwrap_err();
    assert_eq!(error.classify(), Classification::permanent());
    assert_eq!(ApiError::from(error).kind(), ErrorKind::Malformed);
}

#[tokio::test]
async fn a_timeout_of_the_client_is_transient() {
    let server = Server::start([Answer::new(200, "").stalling()]);
    let request = http().get(&server.url).timeout(WAIT);
    let response = request.send().await.unwrap();
    let error = response.error_for_api().await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Timeout);
    assert!(error.classify().is_retryable());
}

#[tokio::test]
async fn a_key_in_the_url_is_not_shown() {
    // Of no known form, so that nothing but leaving out the URL keeps it back.
    let secret = "opensesame";
    // The word of the path says nothing about a certificate.
    let url = format!("{}/v1/certificates/{secret}", nowhere());
    let error = http().get(url).send().await.unwrap_err();
    assert!(error.to_string().contains(secret));
    assert!(error.classify().is_retryable());
    let error = ApiError::from(error);
    let source = std::error::Error::source(&error).unwrap();
    let shown = format!("{error} {error:?} {source} {source:?}");
    assert!(!shown.contains(secret), "{shown}");
}

#[tokio::test]
async fn a_certificate_that_is_not_trusted_is_permanent() {
    #[derive(Debug)]
    struct Refused;
    impl std::fmt::Display for Refused {
        fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
            f.write_str("invalid peer certificate: UnknownIssuer")
        }
    }
    impl std::error::Error for Refused {}
    // As rustls puts it: in an `io::Error` of the connection.
    let body = reqwest::Body::wrap(Broken(Some(std::io::Error::other(Refused))));
    let response = reqwest::Response::from(::http::Response::new(body));
    let error = response.bytes().await.unwrap_err();
    assert_eq!(error.classify(), Classification::permanent(), "{error:?}");
}

struct Broken(Option<std::io::Error>);

impl http_body::Body for Broken {
    type Data = bytes::Bytes;
    type Error = std::io::Error;

    fn poll_frame(
        mut self: std::pin::Pin<&mut Self>,
        _: &mut std::task::Context<'_>,
    ) -> std::task::Poll<Option<std::io::Result<http_body::Frame<bytes::Bytes>>>> {
        std::task::Poll::Ready(self.0.take().map(Err))
    }
}

#[tokio::test]
async fn an_error_without_a_reply_knows_whom_it_did_not_reach() {
    let error = http().get(nowhere()).send().await.unwrap_err();
    let url = "https://api.anthropic.com/v1/messages".parse().unwrap();
    let error = ApiError::from(error.with_url(url));
    assert_eq!(error.provider(), Provider::Anthropic);
}

/// A body that dribbles, too.
#[tokio::test]
async fn the_body_of_an_error_is_not_waited_for() {
    let dribbling = (0..1000).fold(Answer::new(429, "a"), |answer, _| answer.then("b"));
    let answers = [Answer::new(429, "").stalling(), dribbling.pausing(WAIT)];
    let ask = |answer: Answer| async {
        let server = Server::start([answer.header("retry-after", "1")]);
        let response = http().get(&server.url).send().await.unwrap();
        response.error_for_api().await.unwrap_err().classify()
    };
    let wait = std::time::Duration::from_secs(1);
    let [stalling, dribbling] = answers.map(ask);
    let (stalling, dribbling) = tokio::join!(stalling, dribbling);
    assert_eq!(stalling, Classification::throttled(Some(wait)));
    assert_eq!(dribbling, stalling);
}

#[tokio::test]
async fn a_body_that_does_not_end_is_judged_by_its_start() {
    let start = r#"{"error":{"type":"insufficient_quota","#;
    let server = Server::start([Answer::new(429, start).stalling()]);
    let error = ask(&http(), &server.url).await.unwrap_err();
    assert_eq!((error.kind(), server.count()), (ErrorKind::Quota, 1));
}

#[tokio::test]
async fn a_provider_can_be_stated() {
    let server = Server::start([Answer::new(498, "{}")]);
    for (provider, kind) in [
        (Provider::Cohere, ErrorKind::Authentication),
        (Provider::Groq, ErrorKind::Overloaded),
    ] {
        let response = http().get(&server.url).send().await.unwrap();
        let error = response.of_provider(provider).error_for_api().await;
        let error = error.unwrap_err();
        assert_eq!((error.provider(), error.kind()), (provider, kind));
    }
}

#[retry(max = 5, backoff = "none")]
async fn ask_for_numbers(http: &reqwest::Client, url: &str) -> Result<Vec<u32>, ApiError> {
    http.get(url).send().await?.api_json().await
}

#[tokio::test]
async fn an_answer_is_read_or_asked_for_again() {
    let half = r#"{"choices":[{"message":{"content":"4"#;
    let server = Server::start([
        page(200),
        Answer::new(200, half),
        Answer::new(200, half).breaking_off(),
        Answer::new(200, r#"{"choices":[]}"#),
        Answer::new(200, "[42]"),
    ]);
    let answer = ask_for_numbers(&http(), &server.url).await;
    assert_eq!(answer.unwrap(), [42]);
    assert_eq!(server.count(), 5);
}

#[tokio::test]
async fn an_answer_that_is_none_says_why() {
    for (answer, kind, requests) in [
        (page(200), ErrorKind::Malformed, 5),
        (Answer::new(200, "{}"), ErrorKind::Malformed, 1),
        (out_of_credit(), ErrorKind::Quota, 1),
        (
            Answer::new(
                200,
                r#"{"choices":[{"message":{"content":""},"finish_reason":"content_filter"}]}"#,
            ),
            ErrorKind::NoAnswer,
            1,
        ),
    ] {
        let server = Server::start([answer]);
        let error = ask_for_numbers(&http(), &server.url).await.unwrap_err();
        assert_eq!((error.kind(), server.count()), (kind, requests), "{error}");
    }
}

/// A test that pauses the clock of its runtime still reads the whole of an error, and one without timers any.
#[test]
fn the_timers_of_the_runtime_do_not_matter() {
    let quota = r#"{"error":{"type":"insufficient_quota"}}"#;
    let (start, end) = quota.split_at(20);
    for runtime in [
        tokio::runtime::Builder::new_current_thread().enable_io(),
        tokio::runtime::Builder::new_current_thread()
            .enable_all()
            .start_paused(true),
    ] {
        let server = Server::start([Answer::new(429, start).then(end)]);
        let error = runtime.build().unwrap().block_on(async {
            let response = http().get(&server.url).send().await.unwrap();
            response.error_for_api().await.unwrap_err()
        });
        assert_eq!(error.body(), quota.as_bytes());
    }
}

#[retry(backoff = "none", idempotent = false)]
async fn order(http: &reqwest::Client, url: &str, attempts: &mut u32) -> Result<String, ApiError> {
    *attempts += 1;
    let response = http.post(url).body("one").timeout(WAIT).send().await?;
    Ok(response.error_for_api().await?.text().await?)
}

#[tokio::test]
async fn only_what_was_surely_not_processed_is_sent_again() {
    let mut attempts = 0;
    let error = order(&http(), &nowhere(), &mut attempts).await.unwrap_err();
    assert_eq!((attempts, error.kind()), (3, ErrorKind::Connection));
    for (answer, kind, expected) in unsure() {
        let server = Server::start([answer]);
        let error = order(&http(), &server.url, &mut 0).await.unwrap_err();
        assert_eq!((error.kind(), server.count()), (kind, expected), "{error}");
    }
}

#[cfg(feature = "http2")]
#[tokio::test]
async fn a_request_that_http2_turns_away_was_not_processed() {
    for (away, expected) in crate::http2::WAYS {
        let server = crate::http2::Server::start(away).await;
        // Its own retries would be counted as well.
        let http = reqwest::Client::builder().no_proxy();
        let http = http.http2_prior_knowledge().retry(reqwest::retry::never());
        let http = http.build().unwrap();
        let error = order(&http, &server.url, &mut 0).await.unwrap_err();
        assert_eq!(server.count(), expected, "{away:?}: {error}");
        assert_eq!(error.kind(), ErrorKind::Connection);
    }
}
