//! Whether an answer is complete, and whether it says anything.

use std::io::{self, Cursor, Read};

use http::{HeaderMap, HeaderValue, StatusCode};
use retry_attr::ApiError;
use retry_attr::api::{ErrorKind, Event, Reply};

fn read(body: impl Read + Send + 'static) -> Vec<Result<Event, ApiError>> {
    let headers = HeaderMap::new();
    Reply::new(StatusCode::OK, &headers, b"")
        .read_events(body)
        .collect()
}

fn collect(body: &str) -> Result<String, ApiError> {
    let body = Cursor::new(body.to_owned());
    Reply::new(StatusCode::OK, &HeaderMap::new(), b"")
        .read_events(body)
        .text()
}

fn stream(events: &[&str]) -> String {
    let events: Vec<String> = events.iter().map(|it| format!("data: {it}\n\n")).collect();
    events.concat()
}

/// The error that the events end with.
fn error_of(events: &[&str]) -> Option<ApiError> {
    let mut items = read(Cursor::new(stream(events)));
    items.pop()?.err()
}

const ROLE: &str = r#"{"choices":[{"index":0,"delta":{"role":"assistant","content":""}}]}"#;
const TEXT: &str = r#"{"choices":[{"index":0,"delta":{"content":"a"}}]}"#;
const THOUGHT: &str = r#"{"choices":[{"index":0,"delta":{"reasoning_content":"a"}}]}"#;
const STOP: &str = r#"{"choices":[{"index":0,"delta":{},"finish_reason":"stop"}]}"#;
const LENGTH: &str = r#"{"choices":[{"index":0,"delta":{},"finish_reason":"length"}]}"#;
const FILTER: &str = r#"{"choices":[{"index":0,"delta":{},"finish_reason":"content_filter"}]}"#;
const USAGE: &str = r#"{"choices":[],"usage":{"total_tokens":7}}"#;
const DONE: &str = "[DONE]";

/// As `api_json` says of an answer in one piece.
#[test]
fn an_answer_that_says_nothing_is_an_error() {
    for (events, reason, is_retryable) in [
        (&[DONE][..], None, true),
        (&[ROLE, DONE], None, true),
        (&[ROLE, STOP, USAGE, DONE], Some("stop"), true),
        (&[ROLE, STOP], Some("stop"), true),
        (&[ROLE, THOUGHT, STOP, DONE], Some("stop"), true),
        (&[ROLE, LENGTH, DONE], Some("length"), false),
        (&[ROLE, THOUGHT, LENGTH, DONE], Some("length"), false),
        (&[USAGE, ROLE, FILTER, DONE], Some("content_filter"), false),
        (
            &[
                r#"{"type":"message_start","message":{"content":[]}}"#,
                r#"{"type":"message_delta","delta":{"stop_reason":"refusal"}}"#,
                r#"{"type":"message_stop"}"#,
            ],
            Some("refusal"),
            false,
        ),
        (
            &[
                r#"{"type":"response.created","response":{"status":"in_progress"}}"#,
                r#"{"type":"response.reasoning_summary_text.delta","delta":"a"}"#,
                r#"{"type":"response.completed","response":{"status":"completed"}}"#,
            ],
            None,
            true,
        ),
        (
            &[
                r#"{"candidates":[{"content":{"parts":[{"text":"a","thought":true}]}}]}"#,
                r#"{"candidates":[{"content":{},"finishReason":"MAX_TOKENS"}]}"#,
            ],
            Some("MAX_TOKENS"),
            false,
        ),
        (
            &[r#"{"message":{"content":""},"done":true,"done_reason":"stop"}"#],
            Some("stop"),
            true,
        ),
        (
            &[r#"{"type":"message-end","delta":{"finish_reason":"COMPLETE"}}"#],
            Some("COMPLETE"),
            true,
        ),
    ] {
        let error = error_of(events).unwrap_or_else(|| panic!("{events:?}"));
        assert_eq!(error.kind(), ErrorKind::NoAnswer, "{events:?}");
        assert_eq!(error.code(), reason, "{events:?}");
        assert_eq!(error.is_retryable(), is_retryable, "{events:?}");
        let collected = collect(&stream(events)).unwrap_err();
        assert_eq!(format!("{collected:?}"), format!("{error:?}"));
    }
}

#[test]
fn an_answer_that_says_anything_is_none() {
    for events in [
        &[TEXT, STOP][..],
        &[TEXT, DONE],
        &[THOUGHT, TEXT, LENGTH, DONE],
        &[r#"{"choices":[{"delta":{"refusal":"no"}}]}"#, STOP, DONE],
        &[
            r#"{"choices":[{"delta":{"tool_calls":[{"function":{"name":"f"}}]}}]}"#,
            STOP,
        ],
        &[
            r#"{"candidates":[{"content":{"parts":[{"text":"a","thought":true},{"text":"b"}]},"finishReason":"STOP"}]}"#,
        ],
        &[
            r#"{"type":"response.output_item.done","item":{"type":"computer_call","action":{"type":"click"}}}"#,
            r#"{"type":"response.completed","response":{"status":"completed"}}"#,
        ],
        // One of no known shape, a model that was loaded, and a silent recording.
        &[r#"{"x":1}"#, DONE],
        &[r#"{"response":"","done":true,"done_reason":"load"}"#],
        &[r#"{"type":"transcript.text.done","text":""}"#],
    ] {
        assert!(error_of(events).is_none(), "{events:?}");
    }
}

/// The next would have no text either.
#[test]
fn what_is_no_text_is_not_asked_for_again() {
    for events in [
        &[
            r#"{"choices":[{"delta":{"tool_calls":[{"function":{"name":"f"}}]}}]}"#,
            STOP,
        ][..],
        &[r#"{"choices":[{"delta":{"refusal":"no"}}]}"#, STOP],
        &[r#"{"x":1}"#, DONE],
    ] {
        let error = collect(&stream(events)).unwrap_err();
        assert_eq!(error.kind(), ErrorKind::NoAnswer, "{events:?}");
        assert!(!error.is_retryable(), "{events:?}");
    }
}

const SECOND: &str = r#"{"choices":[{"index":1,"delta":{"content":"b"}}]}"#;
const SECOND_STOP: &str = r#"{"choices":[{"index":1,"delta":{},"finish_reason":"stop"}]}"#;

#[test]
fn of_several_answers_each_must_end() {
    let cut = error_of(&[TEXT, SECOND, STOP]).unwrap();
    assert_eq!(cut.kind(), ErrorKind::Cut);
    let whole = [TEXT, SECOND, STOP, SECOND, SECOND_STOP];
    assert!(error_of(&whole).is_none());
    assert_eq!(collect(&stream(&whole)).unwrap(), "a");
    assert!(error_of(&[TEXT, SECOND, STOP, DONE]).is_none());
}

/// Some write it as a text.
#[test]
fn no_reason_is_no_end() {
    for reason in ["", "null"] {
        let chunk = r#"{"choices":[{"delta":{"content":"a"},"finish_reason":"REASON"}]}"#;
        let error = error_of(&[&chunk.replace("REASON", reason)]).unwrap();
        assert_eq!(error.kind(), ErrorKind::Cut);
    }
}

/// `MiniMax` sends all of it with the reason of its end, and Perplexity with each piece.
#[test]
fn a_whole_answer_behind_its_pieces_is_no_output() {
    let whole = r#"{"choices":[{"index":0,"finish_reason":"stop","message":{"content":"ab"}}]}"#;
    let second = r#"{"choices":[{"index":0,"delta":{"content":"b"},"message":{"content":"ab"}}]}"#;
    let events = [TEXT, second, whole];
    assert_eq!(collect(&stream(&events)).unwrap(), "ab");
    let items = read(Cursor::new(stream(&events)));
    let last = items.last().unwrap().as_ref().unwrap();
    assert_eq!((last.is_output(), last.text()), (false, String::new()));
    assert_eq!(collect(&stream(&[whole])).unwrap(), "ab");
}

/// Breaks off.
struct Broken;

impl Read for Broken {
    fn read(&mut self, _: &mut [u8]) -> io::Result<usize> {
        Err(io::ErrorKind::ConnectionReset.into())
    }
}

#[test]
fn a_complete_answer_stays_complete_if_its_connection_breaks() {
    for rest in ["", "data: {\"choices\":[],\"usa"] {
        let end = |events: &[&str]| {
            let body = Cursor::new(stream(events) + rest).chain(Broken);
            read(body).pop().unwrap().map_err(|it| it.kind())
        };
        assert!(end(&[TEXT, STOP]).is_ok());
        assert_eq!(end(&[TEXT]).unwrap_err(), ErrorKind::Connection);
        assert_eq!(end(&[ROLE, STOP]).unwrap_err(), ErrorKind::NoAnswer);
    }
}

/// Gemini and gateways put an error into a stream without a field, and in several lines; llama.cpp's server has its own.
#[test]
fn an_error_without_a_field_is_read() {
    let pretty = "{\n  \"error\": {\n    \"code\": 503,\n    \"status\": \"UNAVAILABLE\"\n  }\n}\n";
    let flat = r#"{"code":503,"message":"m","type":"unavailable_error"}"#;
    for error in [
        pretty.to_owned(),
        pretty.replace('\n', "\r\n"),
        format!("[{pretty}]\n"),
        format!("{pretty}\n{}", stream(&[TEXT, DONE])),
        format!("{pretty}{}", stream(&[TEXT, DONE])),
        format!("error: {flat}\n\n"),
    ] {
        let mut items = read(Cursor::new(stream(&[TEXT]) + &error));
        assert_eq!(items.len(), 2, "{error}: {items:?}");
        let read = items.pop().unwrap().unwrap_err();
        assert_eq!(read.kind(), ErrorKind::Overloaded, "{error}");
    }
}

/// What is compressed stays so, and Bedrock's event stream is for its SDK.
#[test]
fn a_binary_body_is_not_asked_for_again() {
    for (kind, body) in [
        (
            "application/vnd.amazon.eventstream",
            &b"\0\0\0\x7b\0\0\0\x5b"[..],
        ),
        ("text/event-stream", b"\x1f\x8b\x08"),
    ] {
        let mut headers = HeaderMap::new();
        headers.insert("content-type", HeaderValue::from_static(kind));
        let mut events = Reply::new(StatusCode::OK, &headers, b"").read_events(body);
        let error = events.next().unwrap().unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Malformed);
        assert!(!error.is_retryable());
        assert!(events.next().is_none());
    }
}
