use std::time::Duration;

use super::super::facts::{WORD_LENGTH, WORDS};
use super::super::provider::Provider;
use super::super::time;
use super::*;

fn is_decided(body: &[u8]) -> bool {
    let mut reader = Reader::default();
    reader.read(body);
    reader.is_decided()
}

fn read(body: &str) -> Facts {
    Facts::read(body.as_bytes())
}

#[test]
fn shapes_of_all_providers() {
    let openai = read(
        r#"{"error":{"message":"no","type":"insufficient_quota","param":null,"code":"billing"}}"#,
    );
    assert_eq!(openai.codes.best(), Some("billing"));
    assert_eq!(openai.words, ["insufficient_quota", "billing"]);
    assert_eq!(openai.message.as_deref(), Some("no"));
    assert!(openai.is_error);

    let anthropic = read(
        r#"{"type":"error","error":{"type":"rate_limit_error","message":"m","details":{"error_code":"spend"}},"request_id":"req_1"}"#,
    );
    assert_eq!(anthropic.codes.best(), Some("spend"));
    assert_eq!(anthropic.provider(), Some(Provider::Anthropic));
    assert_eq!(anthropic.request_id.as_deref(), Some("req_1"));

    let google = read(
        r#"[{"error":{"code":429,"message":"m","status":"RESOURCE_EXHAUSTED","details":[
            {"@type":"type.googleapis.com/google.rpc.QuotaFailure","violations":[{"quotaId":"PerDayPerProject"}]},
            {"@type":"type.googleapis.com/google.rpc.RetryInfo","retryDelay":"34.4s"}]}}]"#,
    );
    assert_eq!(google.provider(), Some(Provider::Gemini));
    assert_eq!(google.status, Some(429));
    assert_eq!(google.words, ["resource_exhausted", "perdayperproject"]);
    assert_eq!(google.retry_after, Some(Duration::from_millis(34_400)));

    let bedrock =
        read(r#"{"__type":"com.amazon.coral#ThrottlingException:http://x/","message":"m"}"#);
    assert_eq!(
        (bedrock.provider(), bedrock.words.as_slice()),
        (
            Some(Provider::Bedrock),
            &["throttlingexception".to_owned()][..]
        )
    );

    let ollama = read(r#"{"error":"model not found"}"#);
    assert!(ollama.is_error);
    assert_eq!(ollama.message.as_deref(), Some("model not found"));

    let failed = read(
        r#"{"type":"response.failed","response":{"error":{"code":"server_error","message":"m"}}}"#,
    );
    assert!(failed.is_error);
    assert_eq!(failed.codes.best(), Some("server_error"));

    let mistral =
        read(r#"{"object":"error","message":"m","type":"rate_limited","param":null,"code":1300}"#);
    assert!(mistral.is_error);
    assert_eq!(mistral.words, ["rate_limited", "1300"]);
    let invalid = read(r#"{"detail":[{"loc":["body"],"msg":"Field required","type":"missing"}]}"#);
    assert_eq!(invalid.message.as_deref(), Some("Field required"));
}

#[test]
fn what_stands_beside_the_error() {
    let gateway =
        read(r#"{"error":{"message":"m","metadata":{"provider_name":"p","raw":"busy"}}}"#);
    assert_eq!(gateway.raw.as_deref(), Some("busy"));
    assert_eq!(gateway.provider(), Some(Provider::OpenRouter));
    let foreign = read(r#"{"error":{"message":"m","details":[{"@type":"example.com/Help"}]}}"#);
    assert_eq!(foreign.provider(), None);
    for wait in [
        r#""resets_in_seconds":2.5"#,
        r#""details":[{"retryDelay":{"seconds":2.5}}]"#,
    ] {
        let limited = read(&format!(r#"{{"error":{{"message":"m",{wait}}}}}"#));
        assert_eq!(
            limited.retry_after,
            Some(Duration::from_millis(2500)),
            "{wait}"
        );
    }
}

#[test]
fn answers_are_no_errors() {
    for body in [
        r#"{"id":"1","choices":[{"message":{"content":"an error: {\"error\":1}"}}],"error":null}"#,
        r#"{"error":null,"status":"completed","output":[{"type":"message"}]}"#,
        r#"{"error":{"code":null,"message":null},"object":"fine_tuning.job"}"#,
        r#"{"type":"message","content":[{"type":"text","text":"hi"}]}"#,
        "data: {\"choices\":[]}\n\n",
        "",
        "null",
        "42",
        "[]",
    ] {
        assert!(!read(body).is_error, "{body}");
    }
}

#[test]
fn events_are_read() {
    for body in [
        "event: error\ndata: {\"type\":\"error\",\"error\":{\"type\":\"overloaded_error\",\"message\":\"m\"}}\n\n",
        ": OPENROUTER PROCESSING\n\ndata: {\"error\":{\"code\":502,\"message\":\"m\"}}\n\ndata: [DONE]\n\n",
        "{\"error\":\"m\"}\n{\"done\":true}\n",
        "\u{feff} \n {\"error\":{\"message\":\"m\"}}",
    ] {
        let facts = read(body);
        assert!(facts.is_error, "{body}");
        assert_eq!(facts.message.as_deref(), Some("m"), "{body}");
    }
}

#[test]
fn broken_bodies_are_worth_what_they_say() {
    let cut = read(r#"{"error":{"code":"insufficient_quota","message":"You exc"#);
    assert_eq!(cut.words, ["insufficient_quota"]);
    assert!(cut.is_error);

    let deep = format!(
        r#"{{"error":{{"code":"slow_down","x":{}"#,
        "[".repeat(100_000)
    );
    assert_eq!(read(&deep).words, ["slow_down"]);
    let deep = format!(
        r#"{{"error":{{"code":"slow_down","x":{}"#,
        r#"{"x":"#.repeat(20_000)
    );
    assert_eq!(read(&deep).words, ["slow_down"]);

    let invalid = b"{\"error\":{\"code\":\"slow_down\",\"message\":\"\xff\xfe\"}}";
    assert_eq!(Facts::read(invalid).words, ["slow_down"]);
    assert!(is_decided(invalid));

    let huge = format!(
        r#"{{"error":{{"code":"slow_down","message":"{}"}}}}"#,
        "x".repeat(10 << 20)
    );
    assert_eq!(read(&huge).words, ["slow_down"]);
    let many = format!(r#"{{"error":[{}{{}}]}}"#, r#"{"code":"a"},"#.repeat(5000));
    assert_eq!(read(&many).words.len(), WORDS);

    for body in [
        "<html>error</html>",
        "{",
        "{\"error\"",
        "data:",
        "data: x",
        "\u{0}",
        "}{",
        "{\"error\":{\"code\":1e999}}",
    ] {
        assert!(read(body).words.is_empty(), "{body}");
    }
}

#[test]
fn what_a_gateway_tells_of_the_provider_behind_it() {
    let upstream = read(
        r#"{"error":{"code":429,"message":"m","metadata":{"provider_name":"X","raw":"upstream said no",
            "headers":{"X-RateLimit-Reset":"1741305600000"}}}}"#,
    );
    assert_eq!(upstream.provider(), Some(Provider::OpenRouter));
    assert_eq!(upstream.raw.as_deref(), Some("upstream said no"));
    assert_eq!(upstream.resets_at, time::unix(1_741_305_600.0));
    assert!(upstream.resets_at.is_some());
}

#[test]
fn signs_that_are_none() {
    assert!(!read(r#"{"type":"message_start"}"#).is_error);
    assert!(!read(r#"{"code":429}"#).is_error);
    assert!(!read(r#"{"status":429}"#).is_error);
    assert!(read(r#"{"error":{"code":429}}"#).is_error);
    let other = read(r#"{"error":{"details":[{"@type":"example.com/RetryInfo"}]}}"#);
    assert_eq!(other.provider(), None);
}

#[test]
fn waits_that_are_numbers() {
    let wait = |body| read(body).retry_after;
    assert_eq!(
        wait(r#"{"error":{"details":[{"retryDelay":{"seconds":3}}]}}"#),
        Some(Duration::from_secs(3))
    );
    assert_eq!(
        wait(r#"{"error":{"resets_in_seconds":1.5}}"#),
        Some(Duration::from_millis(1_500))
    );
    assert_eq!(wait(r#"{"error":{"resets_in_seconds":0}}"#), None);
    assert_eq!(wait(r#"{"error":{"resets_in_seconds":-1}}"#), None);
}

#[test]
fn names_that_are_too_long_are_none() {
    let longest = "x".repeat(WORD_LENGTH);
    let body = |name: &str| read(&format!(r#"{{"error":{{"code":"{name}"}}}}"#));
    assert_eq!(body(&longest).words, [&*longest]);
    assert_eq!(body(&longest).codes.best(), Some(&*longest));
    let longer = longest + "x";
    assert!(body(&longer).words.is_empty());
    assert_eq!(body(&longer).codes.best(), None);
}

/// An event's error within its response is the deepest place where one stands.
#[test]
fn as_deep_as_errors_stand() {
    let event = read(
        r#"{"response":{"error":{"details":[{"metadata":{"quota_limit":"PerDay","deeper":{"x":1}}}]}}}"#,
    );
    assert_eq!(event.words, ["perday"]);
}

/// Bodies, each with what of it must have arrived to know whether it is an error.
const DECIDED: [(&str, &str); 25] = [
    (
        r#"{"error":{"message":"m, \"quoted\" \\","code":"c"}}"#,
        " ",
    ),
    (
        r#"{"id":"1","choices":[{"message":{"content":"{[\"}"}}],"error":null}"#,
        "\n",
    ),
    (
        "event: message_start\ndata: {\"type\":\"message_start\"}\n\nevent: ping\r\ndata: {\"type\": \"ping\"}\r\n\r\n\
         event: error\ndata: {\"type\":\"error\",\"error\":{\"type\":\"overloaded_error\"}}\n\n",
        "data: x",
    ),
    (
        ": OPENROUTER PROCESSING\n\nretry: 3\nid: 1\ndata:\ndata: {\"error\":{\"code\":502,\"message\":\"m\"}}\n\n",
        "data: [DONE]\n\n",
    ),
    ("data: [DONE]\n\n", ""),
    ("event: error\ndata: no\n\n", ""),
    ("event: error\n\ndata: {\"x\":1}\n\n", "data: y"),
    ("data: {\"x\": NaN}\n\n", "data: y"),
    ("data: []\r\n\r", "\ndata: y"),
    ("data: [1,2]\n\n", "data: y"),
    ("data: {\ndata:  \"x\": 1\r\ndata: }\n\r", "\ndata: y"),
    ("data: {\n\n", "data: y"),
    ("data: {\"x\":\"\n\n", "data: y"),
    ("{\"type\":\"ping\"}", "\n{\"error\":\"m\"}\n"),
    ("{\"error\":{'x'}}", " {}"),
    ("[1,2]", "\n"),
    ("[}", "]"),
    ("{\"error\":\"m\"}", "\n{\"done\":true}\n"),
    (" \r\n\t[{\"error\":{\"code\":1}}", ",\n{\"x\":1}]"),
    ("[1,[2,{}", "],\"]\"]"),
    ("dat ", "data"),
    ("\u{feff}\u{feff} {\"error\":\"m\"}", ""),
    ("<", "html></html>"),
    ("\"", "error\""),
    ("n", "ull"),
];

const UNDECIDED: [&str; 4] = [
    "{\"error\":{'x'}",
    "data: {\"type\":\"ping\"}\n\nevent: error\ndata: {\"x\":1}\n",
    "event: error\n\n",
    "\u{feff}",
];

/// However a body is cut into pieces, the same byte decides.
#[test]
fn a_body_may_arrive_in_any_pieces() {
    let decided = DECIDED.map(|(start, rest)| (start.len(), format!("{start}{rest}")));
    let undecided = UNDECIDED.map(|body| (usize::MAX, body.to_owned()));
    for (needed, body) in decided.into_iter().chain(undecided) {
        let body = body.as_bytes();
        for end in 0..=body.len() {
            let start = &body[..end];
            let shown = String::from_utf8_lossy(start);
            let mut arrived = Reader::default();
            (0..=end).for_each(|end| arrived.read(&body[..end]));
            assert_eq!(arrived.is_decided(), end >= needed, "{shown}");
            assert_eq!(is_decided(start), end >= needed, "{shown}");
            if end <= needed {
                let (arrived, whole) = (arrived.finish(start), Facts::read(start));
                assert_eq!(format!("{arrived:?}"), format!("{whole:?}"), "{shown}");
            }
        }
    }
}

/// Bytes that have been scanned may be overwritten before more arrive. Only JSON is read again, once it is complete.
#[test]
fn no_byte_is_scanned_twice() {
    /// The name of a field is compared when it is complete.
    const LONGEST_NAME: usize = "retry:".len();
    let text = "x".repeat(LIMIT / 2);
    for (body, last) in [
        (format!(r#"{{"error":{{"message":"{text}"}}}}"#), "}"),
        (format!("{}{{}}", " ".repeat(LIMIT / 2)), "}"),
        (format!(": {text}\ndata: {{}}\n\n"), "\n"),
        (format!("{}<", "\n".repeat(LIMIT / 2)), "<"),
    ] {
        let decided = body.rfind(last).unwrap();
        let mut reader = Reader::default();
        let mut arrived = Vec::new();
        for byte in &body.as_bytes()[..decided] {
            arrived.push(*byte);
            reader.read(&arrived);
            if let Some(behind) = arrived.len().checked_sub(LONGEST_NAME) {
                arrived[behind] = b'?';
            }
        }
        assert!(!reader.is_decided());
        reader.read(&body.as_bytes()[..=decided]);
        assert!(reader.is_decided());
    }
}

/// What is larger than any error is none.
#[test]
fn a_body_is_looked_at_so_far_and_no_further() {
    let json = format!("[{}", "1,".repeat(LIMIT));
    assert!(!is_decided(&json.as_bytes()[..LIMIT - 1]));
    assert!(is_decided(&json.as_bytes()[..LIMIT]));

    let pings = ": ping\n\n".repeat(LOOKED_AT);
    assert!(read(&pings[..LOOKED_AT - 1]).has_no_event);
    assert!(!read(&pings[..LOOKED_AT]).has_no_event);
}
