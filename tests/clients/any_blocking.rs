use retry_attr::api::{ErrorKind, Provider};
use retry_attr::{ApiError, retry};
use test_support::{Answer, Server, nowhere};

use super::client::blocking::ResponseExt;
use super::reqwest;
use crate::answers::{WAIT, limited, out_of_credit, page};

fn http() -> reqwest::blocking::Client {
    let builder = reqwest::blocking::Client::builder().no_proxy();
    builder.build().unwrap()
}

#[retry(max = 4, base = "1ms")]
fn ask(http: &reqwest::blocking::Client, url: &str) -> Result<String, ApiError> {
    Ok(http.post(url).send()?.error_for_api()?.text()?)
}

#[test]
fn a_wait_is_obeyed_and_a_failure_survived() {
    let server = Server::start([
        limited(),
        page(502),
        Answer::new(503, ""),
        Answer::new(200, "42"),
    ]);
    assert_eq!(ask(&http(), &server.url).unwrap(), "42");
    assert_eq!(server.count(), 4);
    assert!(server.gaps()[0] >= WAIT, "{:?}", server.gaps());
}

#[test]
fn a_permanent_error_comes_back_at_once() {
    let server = Server::start([out_of_credit()]);
    let error = ask(&http(), &server.url).unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Quota);
    assert_eq!(server.count(), 1);
}

#[test]
fn a_connection_that_is_refused_is_retried() {
    let error = ask(&http(), &nowhere()).unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Connection);
}

#[test]
fn an_error_in_a_success_is_an_error() {
    let busy = r#"{"error":{"code":502,"message":"upstream"}}"#;
    let answer = r#"{"error":null,"text":"no \"error\" here"}"#;
    let server = Server::start([
        Answer::new(200, busy),
        Answer::new(200, "{\"cut\":").breaking_off(),
        Answer::new(200, answer),
    ]);
    assert_eq!(ask(&http(), &server.url).unwrap(), answer);
    assert_eq!(server.count(), 3);
}

#[test]
fn a_stream_goes_on_where_its_start_ended() {
    let tokens = "data: {\"delta\":\"a\"}\n\n";
    let stream = Answer::new(200, ": waiting\n\n")
        .then(tokens)
        .then(tokens)
        .then("data: [DONE]\n\n")
        .header("content-type", "text/event-stream");
    let server = Server::start([stream]);
    let text = ask(&http(), &server.url).unwrap();
    assert_eq!(
        text,
        format!(": waiting\n\n{tokens}{tokens}data: [DONE]\n\n")
    );
}

#[test]
fn a_response_is_handed_on_as_it_was() {
    let body = format!(r#"{{"text":"{}"}}"#, "x".repeat(200_000));
    let server = Server::start([Answer::new(201, body.clone()).header("x-one", "1")]);
    let url = format!("{}/path?query=1", server.url);
    let plain = http().get(&url).send().unwrap();
    let checked = http().get(&url).send().unwrap().error_for_api().unwrap();
    assert_eq!(checked.status(), plain.status());
    assert_eq!(checked.url(), plain.url());
    assert_eq!(checked.version(), plain.version());
    assert_eq!(checked.headers()["x-one"], "1");
    assert_eq!(checked.content_length(), plain.content_length());
    assert_eq!(checked.remote_addr(), plain.remote_addr());
    assert_eq!(checked.text().unwrap(), body);
}

#[test]
fn the_body_of_an_error_is_not_waited_for() {
    let start = r#"{"error":{"type":"insufficient_quota","#;
    let server = Server::start([Answer::new(429, start).stalling()]);
    let error = ask(&http(), &server.url).unwrap_err();
    assert_eq!((error.kind(), server.count()), (ErrorKind::Quota, 1));
}

#[test]
fn a_timeout_of_the_client_is_one() {
    let server = Server::start([Answer::new(200, "{").stalling()]);
    let request = http().get(&server.url).timeout(WAIT);
    let error = request.send().unwrap().error_for_api().unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Timeout);
}

#[test]
fn a_provider_can_be_stated() {
    let server = Server::start([Answer::new(498, "{}")]);
    let kind = |provider| {
        let response = http().get(&server.url).send().unwrap();
        response
            .of_provider(provider)
            .error_for_api()
            .unwrap_err()
            .kind()
    };
    assert_eq!(kind(Provider::Cohere), ErrorKind::Authentication);
    assert_eq!(kind(Provider::Groq), ErrorKind::Overloaded);
}

#[test]
fn an_answer_is_read_or_asked_for_again() {
    #[retry(max = 3, backoff = "none")]
    fn ask(http: &reqwest::blocking::Client, url: &str) -> Result<Vec<u32>, ApiError> {
        http.get(url).send()?.api_json()
    }
    let server = Server::start([
        page(200),
        Answer::new(200, r#"{"choices":[]}"#),
        Answer::new(200, "[42]"),
    ]);
    assert_eq!(ask(&http(), &server.url).unwrap(), [42]);
    assert_eq!(server.count(), 3);
}

#[retry(max = 7, backoff = "none")]
fn collect(url: &str, seen: &mut Vec<ErrorKind>) -> Result<String, ApiError> {
    let http = reqwest::blocking::Client::builder().no_proxy();
    let response = http.timeout(WAIT).build()?.get(url).send()?;
    let answer = response.api_events().text();
    answer.inspect_err(|error| seen.push(error.kind()))
}

/// What bounds silence is the client's timeout of a read.
#[test]
fn events_are_read_until_the_answer_ends() {
    use ErrorKind::{Connection, Cut, Malformed, Overloaded, RateLimit, Timeout};

    let events = "data: {\"choices\":[{\"delta\":{\"content\":\"4\"}}]}\n\n";
    let stream = || Answer::new(200, events).header("content-type", "text/event-stream");
    let server = Server::start([
        limited(),
        stream().breaking_off(),
        stream(),
        stream().then("data: {\"error\":{\"code\":503}}\n\n"),
        page(200),
        stream().stalling(),
        stream().then("data: [DONE]\n\n"),
    ]);
    let mut seen = Vec::new();
    let answer = collect(&server.url, &mut seen);
    assert_eq!(answer.unwrap(), "4");
    assert_eq!(
        seen,
        [RateLimit, Connection, Cut, Overloaded, Malformed, Timeout]
    );
}
