//! Successes that answer nothing, and answers that are taken as they are.

use http::{HeaderMap, StatusCode};
use proptest::prelude::*;
use retry_attr::api::{ErrorKind, Reply};
use retry_attr::{ApiError, Classification, Classify};
use serde_json::{Value, json};

const TRANSIENT: Classification = Classification::Transient;
const PERMANENT: Classification = Classification::permanent();

fn read(body: &str) -> Result<Value, ApiError> {
    Reply::new(StatusCode::OK, &HeaderMap::new(), body.as_bytes()).json()
}

#[track_caller]
fn is_none(body: &str, expected: Classification, code: Option<&str>) {
    is_error(body, ErrorKind::NoAnswer, expected, code);
}

#[track_caller]
fn is_error(body: &str, kind: ErrorKind, expected: Classification, code: Option<&str>) {
    let error = read(body).expect_err(body);
    assert_eq!(error.kind(), kind, "{body}");
    assert_eq!(error.classify(), expected, "{body}");
    assert_eq!(error.code(), code, "{body}");
    assert_eq!(error.status(), Some(StatusCode::OK));
    assert_eq!(error.body(), body.as_bytes());
}

fn chat(message: &str, reason: &str) -> String {
    format!(
        r#"{{"id":"c","choices":[{{"index":0,"message":{message},"finish_reason":"{reason}"}}]}}"#
    )
}

#[test]
fn a_chat_that_says_nothing() {
    for message in [
        "null",
        "{}",
        r#"{"role":"assistant","content":null}"#,
        r#"{"role":"assistant","content":" \n"}"#,
        r#"{"role":"assistant","content":"","tool_calls":[],"refusal":null}"#,
        r#"{"role":"assistant","content":[{"type":"text","text":""}]}"#,
        r#"{"role":"assistant","content":"","reasoning_content":"hm"}"#,
    ] {
        is_none(&chat(message, "stop"), TRANSIENT, Some("stop"));
        is_none(
            &chat(message, "content_filter"),
            PERMANENT,
            Some("content_filter"),
        );
        is_none(&chat(message, "length"), PERMANENT, Some("length"));
    }
    is_none(r#"{"choices":[]}"#, TRANSIENT, None);
    let said = r#"{"content":"half of"}"#;
    is_none(
        &chat(said, "malformed_function_call"),
        TRANSIENT,
        Some("malformed_function_call"),
    );
    let failed = chat(said, "error");
    is_error(&failed, ErrorKind::Server, TRANSIENT, None);
}

#[test]
fn gemini_blocks() {
    let blocked = |reason| {
        format!(r#"{{"promptFeedback":{{"blockReason":"{reason}"}},"usageMetadata":{{}}}}"#)
    };
    is_none(&blocked("OTHER"), TRANSIENT, Some("OTHER"));
    let safety = blocked("SAFETY");
    is_error(&safety, ErrorKind::ContentPolicy, PERMANENT, Some("SAFETY"));
    let new = blocked("ANYTHING_NEW");
    is_error(&new, ErrorKind::Server, TRANSIENT, Some("ANYTHING_NEW"));
    let said = read(r#"{"promptFeedback":{"blockReason":"OTHER","blockReasonMessage":"no"}}"#);
    assert_eq!(said.unwrap_err().message(), Some("no"));
    let ended = |content, reason| {
        format!(r#"{{"candidates":[{{"content":{content},"finishReason":"{reason}"}}]}}"#)
    };
    is_none(&ended("{}", "STOP"), TRANSIENT, Some("STOP"));
    let safety = ended("{}", "SAFETY");
    is_error(&safety, ErrorKind::ContentPolicy, PERMANENT, Some("SAFETY"));
    is_none(&ended("{}", "LANGUAGE"), PERMANENT, Some("LANGUAGE"));
    is_none(&ended("{}", "OTHER"), TRANSIENT, Some("OTHER"));
    let thought = r#"{"role":"model","parts":[{"text":"hm","thought":true},{"text":""}]}"#;
    is_none(&ended(thought, "MAX_TOKENS"), PERMANENT, Some("MAX_TOKENS"));
    let call = r#"{"parts":[{"text":"print("}]}"#;
    is_none(
        &ended(call, "MALFORMED_FUNCTION_CALL"),
        TRANSIENT,
        Some("MALFORMED_FUNCTION_CALL"),
    );
    is_none(
        r#"{"usageMetadata":{},"modelVersion":"g"}"#,
        TRANSIENT,
        None,
    );
}

#[test]
fn other_shapes_that_say_nothing() {
    let anthropic = |content, reason| {
        format!(
            r#"{{"id":"m","type":"message","role":"assistant","content":{content},"stop_reason":"{reason}"}}"#
        )
    };
    is_none(&anthropic("[]", "end_turn"), TRANSIENT, Some("end_turn"));
    is_none(&anthropic("[]", "refusal"), PERMANENT, Some("refusal"));
    let thinking = r#"[{"type":"thinking","thinking":"hm","signature":"s"}]"#;
    is_none(
        &anthropic(thinking, "max_tokens"),
        PERMANENT,
        Some("max_tokens"),
    );

    let response = |output, status| {
        format!(r#"{{"object":"response","status":"{status}","output":{output}}}"#)
    };
    is_none(&response("[]", "completed"), TRANSIENT, None);
    let reasoning =
        r#"[{"type":"reasoning","id":"r","summary":[{"type":"summary_text","text":"hm"}]}]"#;
    is_none(&response(reasoning, "completed"), TRANSIENT, None);
    is_none(
        r#"{"object":"response","status":"incomplete","incomplete_details":{"reason":"max_output_tokens"},"output":[]}"#,
        PERMANENT,
        Some("max_output_tokens"),
    );

    is_none(
        r#"{"model":"m","message":{"role":"assistant","content":""},"done":true,"done_reason":"stop"}"#,
        TRANSIENT,
        Some("stop"),
    );
    is_none(r#"{"response":"","done":true}"#, TRANSIENT, None);
    is_none(
        r#"{"id":"c","message":{"role":"assistant","content":[]},"finish_reason":"ERROR"}"#,
        TRANSIENT,
        Some("ERROR"),
    );
}

#[test]
fn a_number_for_the_base_response() {
    let base = |number| {
        format!(r#"{{"choices":null,"base_resp":{{"status_code":{number},"status_msg":"m"}}}}"#)
    };
    let limited = read(&base("1002")).unwrap_err();
    assert_eq!(limited.kind(), ErrorKind::RateLimit);
    assert_eq!(limited.message(), Some("m"));
    assert!(read(&base("0")).is_ok());
}

#[test]
fn an_answer_is_one() {
    for body in [
        chat(r#"{"content":"42"}"#, "stop"),
        chat(r#"{"content":"4"}"#, "length"),
        chat(r#"{"content":"4"}"#, "content_filter"),
        chat(r#"{"content":null,"refusal":"no"}"#, "stop"),
        chat(r#"{"content":null,"audio":{"id":"a","data":"AA=="}}"#, "stop"),
        chat(
            r#"{"content":null,"tool_calls":[{"id":"t","type":"function","function":{"name":"f","arguments":""}}]}"#,
            "tool_calls",
        ),
        r#"{"choices":[{"text":"42","finish_reason":"stop"}]}"#.to_owned(),
        r#"{"choices":[{"message":{"content":""}},{"message":{"content":"42"}}]}"#.to_owned(),
        r#"{"candidates":[{"content":{"parts":[{"functionCall":{"name":"f","args":{}}}]},"finishReason":"STOP"}]}"#.to_owned(),
        r#"{"type":"message","content":[{"type":"tool_use","id":"t","name":"f","input":{}}]}"#.to_owned(),
        r#"{"object":"response","status":"completed","output":[{"type":"reasoning","id":"r"},
            {"type":"message","content":[{"type":"output_text","text":"42"}]}]}"#.to_owned(),
        r#"{"object":"response","status":"queued","output":[]}"#.to_owned(),
        r#"{"message":{"content":"42"},"done":true}"#.to_owned(),
        r#"{"response":"","done":true,"done_reason":"load"}"#.to_owned(),
        r#"{"message":{"content":[{"type":"text","text":"42"}]},"finish_reason":"COMPLETE"}"#.to_owned(),
        // Of no shape that is known.
        r#"{"data":[{"embedding":[]}]}"#.to_owned(),
        r#"{"content":"","output":[],"message":""}"#.to_owned(),
        r#"{"usageMetadata":{},"embedding":[]}"#.to_owned(),
        r#"{"modelVersion":"m","embedding":[]}"#.to_owned(),
        r#"{"type":"message","text":""}"#.to_owned(),
        r#"{"type":"result","content":[]}"#.to_owned(),
        r#"{"message":{},"done":false}"#.to_owned(),
        r#"{"done":true}"#.to_owned(),
        r#"{"object":"list","output":[]}"#.to_owned(),
        r#"{"object":"response","output":""}"#.to_owned(),
        "[]".to_owned(),
        "null".to_owned(),
    ] {
        let answer = read(&body);
        assert!(answer.is_ok(), "{body}: {}", answer.unwrap_err());
    }
}

#[test]
fn what_is_no_answer_at_all_is_malformed() {
    let headers = HeaderMap::new();
    let numbers = |body: &str| {
        let reply = Reply::new(StatusCode::OK, &headers, body.as_bytes());
        reply.json::<Vec<u32>>()
    };
    assert_eq!(numbers("[4, 2]").unwrap(), [4, 2]);
    for (body, expected) in [
        ("", TRANSIENT),
        ("[4, ", TRANSIENT),
        ("[\"4\", ", TRANSIENT),
        ("<html><title>Bad gateway</title></html>", TRANSIENT),
        ("data: [4]\n\n", TRANSIENT),
        ("[4] and more", TRANSIENT),
        ("[\"4\"]", PERMANENT),
        ("{}", PERMANENT),
    ] {
        let error = numbers(body).unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Malformed, "{body}");
        assert_eq!(error.classify(), expected, "{body}");
    }
    let page = numbers("<html><title>Bad gateway</title></html>").unwrap_err();
    assert_eq!(page.message(), Some("Bad gateway"));
}

#[test]
fn an_error_comes_before_the_answer() {
    let error = read(r#"{"choices":[],"error":{"code":429,"message":"slow down"}}"#).unwrap_err();
    assert_eq!(error.kind(), ErrorKind::RateLimit);
    let reply = Reply::new(StatusCode::BAD_GATEWAY, &HeaderMap::new(), b"[]").json::<Value>();
    assert_eq!(reply.unwrap_err().kind(), ErrorKind::Server);
}

proptest! {
    #[test]
    fn no_answer_is_too_odd(body in json(), provider_says in any::<bool>()) {
        let wrapped = json!({
            "choices": body.clone(), "candidates": body.clone(), "base_resp": body.clone(),
            "promptFeedback": body.clone(), "output": body.clone(), "message": body.clone(), "done": provider_says,
        });
        for body in [body, wrapped] {
            if let Err(error) = read(&body.to_string()) {
                prop_assert!(error.body() == body.to_string().as_bytes());
            }
        }
    }
}

fn json() -> impl Strategy<Value = Value> {
    let name = || {
        prop_oneof![
            Just("finish_reason"),
            Just("content"),
            Just("message"),
            Just("parts"),
            Just("status_code"),
            Just("blockReason"),
            Just("type"),
            Just("thought"),
            Just("text"),
        ]
    };
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        any::<i64>().prop_map(Value::from),
        Just(Value::from("")),
        Just(Value::from("error")),
        "\\PC{0,4}".prop_map(Value::from),
    ];
    leaf.prop_recursive(4, 32, 4, move |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..4).prop_map(Value::from),
            prop::collection::btree_map(name().prop_map(str::to_owned), inner, 0..4)
                .prop_map(|fields| Value::Object(fields.into_iter().collect())),
        ]
    })
}
