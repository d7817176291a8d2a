use std::time::Duration;

use retry_attr::api::{ErrorKind, Provider};
use retry_attr::clients::ureq::ResponseExt;
use retry_attr::{ApiError, Classification, Classify, retry};
use test_support::{Answer, Server, nowhere};
use ureq::Agent;

use crate::answers::{WAIT, limited, out_of_credit, page, unsure};

fn agent() -> Agent {
    let config = Agent::config_builder().http_status_as_error(false);
    config.proxy(None).build().into()
}

#[retry(max = 4, base = "1ms")]
fn ask(http: &Agent, url: &str) -> Result<String, ApiError> {
    let response = http.post(url).send("hi")?;
    Ok(response.error_for_api()?.body_mut().read_to_string()?)
}

#[test]
fn a_wait_is_obeyed_and_a_failure_survived() {
    let server = Server::start([
        limited(),
        page(502),
        Answer::new(503, ""),
        Answer::new(200, "42"),
    ]);
    assert_eq!(ask(&agent(), &server.url).unwrap(), "42");
    assert_eq!(server.count(), 4);
    assert!(server.gaps()[0] >= WAIT, "{:?}", server.gaps());
}

#[test]
fn a_permanent_error_comes_back_at_once() {
    let server = Server::start([out_of_credit()]);
    let error = ask(&agent(), &server.url).unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Quota);
    assert_eq!(server.count(), 1);
}

#[test]
fn an_error_in_a_success_is_an_error() {
    let busy = r#"{"error":{"code":502,"message":"upstream"}}"#;
    let answer = format!(r#"{{"error":null,"text":"{}"}}"#, "x".repeat(200_000));
    let server = Server::start([Answer::new(200, busy), Answer::new(200, answer.clone())]);
    assert_eq!(ask(&agent(), &server.url).unwrap(), answer);
    assert_eq!(server.count(), 2);
}

#[test]
fn the_body_of_an_error_is_bounded_and_may_break_off() {
    let piece = vec![b'x'; 40 * 1024];
    let endless = Answer::new(500, piece.clone())
        .then(piece.clone())
        .then(piece)
        .stalling();
    let cut = Answer::new(429, r#"{"error":{"type":"insufficient_quota","mess"#).breaking_off();
    let server = Server::start([endless, cut]);
    let error = ask(&agent(), &server.url).unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Quota);
    assert_eq!(server.count(), 2);
}

#[test]
fn the_body_of_an_error_is_not_waited_for() {
    let start = r#"{"error":{"type":"insufficient_quota","#;
    let server = Server::start([Answer::new(429, start).stalling()]);
    let error = ask(&agent(), &server.url).unwrap_err();
    assert_eq!((error.kind(), server.count()), (ErrorKind::Quota, 1));
}

#[test]
fn a_provider_can_be_stated() {
    let server = Server::start([Answer::new(498, "{}")]);
    let kind = |provider| {
        let response = agent().get(&server.url).call().unwrap();
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
    #[retry(max = 4, backoff = "none")]
    fn ask(http: &Agent, url: &str) -> Result<Vec<u32>, ApiError> {
        http.get(url).call()?.api_json()
    }
    let server = Server::start([
        page(200),
        Answer::new(200, r#"{"choices":[]}"#),
        Answer::new(200, "[4").breaking_off(),
        Answer::new(200, "[42]"),
    ]);
    assert_eq!(ask(&agent(), &server.url).unwrap(), [42]);
    assert_eq!(server.count(), 4);
}

/// With the client's own way to make an error of a status, which drops the wait and the reason.
#[retry(max = 3, backoff = "none")]
fn ask_plainly(http: &Agent, url: &str, attempts: &mut u32) -> Result<String, ureq::Error> {
    *attempts += 1;
    http.get(url).call()?.body_mut().read_to_string()
}

fn attempts(url: &str) -> (u32, ErrorKind) {
    let agent: Agent = Agent::config_builder()
        .proxy(None)
        .timeout_global(Some(Duration::from_millis(500)))
        .build()
        .into();
    let mut attempts = 0;
    let error = ask_plainly(&agent, url, &mut attempts).unwrap_err();
    (attempts, ApiError::from(error).kind())
}

#[test]
fn errors_of_the_client_itself_are_classified() {
    assert_eq!(attempts(&nowhere()), (3, ErrorKind::Connection));
    assert_eq!(attempts("http://"), (1, ErrorKind::InvalidRequest));
    for (answer, expected) in [
        (page(503), (3, ErrorKind::Overloaded)),
        (page(404), (1, ErrorKind::NotFound)),
        (Answer::new(200, "").stalling(), (3, ErrorKind::Timeout)),
        (
            Answer::new(200, "x").breaking_off(),
            (3, ErrorKind::Connection),
        ),
    ] {
        let server = Server::start([answer]);
        assert_eq!(attempts(&server.url), expected);
    }
}

#[test]
fn a_timeout_within_the_body_is_a_timeout() {
    let server = Server::start([Answer::new(200, "[1,").stalling()]);
    let read = |read: fn(&mut ureq::Body) -> ApiError| {
        let config = Agent::config_builder()
            .proxy(None)
            .timeout_global(Some(WAIT));
        let agent: Agent = config.build().into();
        read(agent.get(&server.url).call().unwrap().body_mut()).kind()
    };
    let by_json = |body: &mut ureq::Body| body.read_json::<Vec<u8>>().unwrap_err().into();
    assert_eq!(read(by_json), ErrorKind::Timeout);
    let by_reader = |body: &mut ureq::Body| {
        std::io::Read::read_to_end(&mut body.as_reader(), &mut Vec::new())
            .unwrap_err()
            .into()
    };
    assert_eq!(read(by_reader), ErrorKind::Timeout);
}

#[test]
fn json_that_breaks_off_is_transient_and_of_another_shape_permanent() {
    let classify = |body: &'static str| {
        let server = Server::start([Answer::new(200, body)]);
        let mut response = agent().get(&server.url).call().unwrap();
        let error = response.body_mut().read_json::<Vec<u8>>().unwrap_err();
        Classify::classify(&error)
    };
    assert_eq!(classify("[1,"), Classification::Transient);
    assert_eq!(classify("{\"a\":1}"), Classification::permanent());
}

#[test]
fn an_error_of_io_is_as_permanent_as_its_kind() {
    let of = |kind| ureq::Error::Io(std::io::Error::from(kind)).classify();
    assert_eq!(
        of(std::io::ErrorKind::PermissionDenied),
        Classification::permanent()
    );
    assert_eq!(
        of(std::io::ErrorKind::ConnectionReset),
        Classification::Transient
    );
}

#[cfg(feature = "tls")]
#[test]
fn a_certificate_that_is_refused_stays_so() {
    let of = |error| ureq::Error::Rustls(error).classify();
    let expired = rustls::Error::InvalidCertificate(rustls::CertificateError::Expired);
    assert_eq!(of(expired), Classification::permanent());
    let other = rustls::Error::General("unexpected message".to_owned());
    assert_eq!(of(other), Classification::Transient);
}

#[retry(max = 7, backoff = "none")]
fn collect(url: &str, seen: &mut Vec<ErrorKind>) -> Result<String, ApiError> {
    let config = Agent::config_builder().http_status_as_error(false);
    let http: Agent = config
        .proxy(None)
        .timeout_per_read(Some(WAIT))
        .build()
        .into();
    let answer = http.get(url).call()?.api_events().text();
    answer.inspect_err(|error| seen.push(error.kind()))
}

#[cfg(feature = "stream")]
#[retry(max = 3, backoff = "none", stream = retry_attr::api::Event::is_output)]
fn start(http: &Agent, url: &str) -> Result<retry_attr::api::BlockingEvents, ApiError> {
    Ok(http.get(url).call()?.api_events())
}

#[cfg(feature = "stream")]
#[test]
fn events_are_retried_until_one_is_output() {
    let role = "data: {\"choices\":[{\"delta\":{\"role\":\"assistant\",\"content\":\"\"}}]}\n\n";
    let stream = || Answer::new(200, role).header("content-type", "text/event-stream");
    let failed = "data: {\"error\":{\"code\":503}}\n\n";
    let output = "data: {\"choices\":[{\"delta\":{\"content\":\"4\"}}]}\n\n";
    let server = Server::start([
        stream().then(failed),
        stream(),
        stream().then(output).then("data: [DONE]\n\n"),
    ]);
    let events = start(&agent(), &server.url).unwrap();
    let texts: Vec<String> = events.map(|event| event.unwrap().text()).collect();
    assert_eq!(texts, ["", "4"]);
    assert_eq!(server.count(), 3);
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

#[retry(backoff = "none", idempotent = false)]
fn order(http: &Agent, url: &str, attempts: &mut u32) -> Result<String, ApiError> {
    *attempts += 1;
    let request = http.post(url).config().timeout_global(Some(WAIT)).build();
    let response = request.send("one")?;
    Ok(response.error_for_api()?.body_mut().read_to_string()?)
}

#[test]
fn only_what_was_surely_not_processed_is_sent_again() {
    let mut attempts = 0;
    let error = order(&agent(), &nowhere(), &mut attempts).unwrap_err();
    assert_eq!((attempts, error.kind()), (3, ErrorKind::Connection));
    for (answer, kind, expected) in unsure() {
        let server = Server::start([answer]);
        let error = order(&agent(), &server.url, &mut 0).unwrap_err();
        assert_eq!((error.kind(), server.count()), (kind, expected), "{error}");
    }
}
