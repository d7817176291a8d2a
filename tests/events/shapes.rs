//! What is output, what ends a stream, and what is neither, for every shape of an event.

use http::{HeaderMap, HeaderValue, StatusCode};
use retry_attr::ApiError;
use retry_attr::api::{ErrorKind, Event, Reply};
use serde_json::Value;

fn read(body: &str) -> Vec<Result<Event, ApiError>> {
    let headers = HeaderMap::new();
    let body = std::io::Cursor::new(body.to_owned());
    Reply::new(StatusCode::OK, &headers, b"")
        .read_events(body)
        .collect()
}

/// One event, and whether the stream ends behind it.
fn one(data: &str) -> (Event, bool) {
    let (name, data) = match data.split_once('|') {
        Some((name, data)) => (format!("event: {name}\n"), data),
        None => (String::new(), data),
    };
    let mut events = read(&format!("{name}data: {data}\n\ndata: {{\"x\":1}}\n\n")).into_iter();
    let first = events.next().expect(data).expect(data);
    (first, !matches!(events.next(), Some(Ok(_))))
}

#[test]
fn output() {
    for data in [
        r#"{"choices":[{"index":0,"delta":{"content":" "},"finish_reason":null}]}"#,
        r#"{"choices":[{"delta":{"content":[{"type":"text","text":"a"}]}}]}"#,
        r#"{"choices":[{"delta":{"content":[{"type":"thinking","thinking":[{"type":"text","text":"a"}]}]}}]}"#,
        r#"{"choices":[{"delta":{"reasoning":"a"}}]}"#,
        r#"{"choices":[{"delta":{"content":"","reasoning_content":"a"}}]}"#,
        r#"{"choices":[{"delta":{"reasoning_details":[{"type":"reasoning.text","text":"a"}]}}]}"#,
        r#"{"choices":[{"delta":{"refusal":"a"}}]}"#,
        r#"{"choices":[{"delta":{"tool_calls":[{"index":0,"id":"c","function":{"name":"f","arguments":""}}]}}]}"#,
        r#"{"choices":[{"delta":{"tool_calls":[{"index":0,"function":{"arguments":"{"}}]}}]}"#,
        r#"{"choices":[{"delta":{"function_call":{"name":"f"}}}]}"#,
        r#"{"choices":[{"delta":{"audio":{"data":"AAAA"}}}]}"#,
        r#"{"choices":[{"delta":{"images":[{"image_url":{"url":"data:image/png;base64,"}}]}}]}"#,
        r#"{"choices":[{"text":"a","finish_reason":null}]}"#,
        r#"{"type":"response.output_text.delta","delta":"a"}"#,
        r#"{"type":"response.reasoning_summary_text.delta","delta":"a"}"#,
        r#"{"type":"response.function_call_arguments.delta","delta":"a"}"#,
        r#"{"type":"response.image_generation_call.partial_image","partial_image_b64":"AAAA"}"#,
        r#"{"type":"image_generation.partial_image","b64_json":"AAAA"}"#,
        r#"{"type":"image_generation.completed","b64_json":"AAAA"}"#,
        r#"{"type":"speech.audio.delta","audio":"AAAA"}"#,
        r#"{"type":"content_block_delta","delta":{"type":"text_delta","text":"a"}}"#,
        r#"{"type":"content_block_delta","delta":{"type":"thinking_delta","thinking":"a"}}"#,
        r#"{"type":"content_block_delta","delta":{"type":"input_json_delta","partial_json":"{"}}"#,
        r#"{"type":"content_block_start","content_block":{"type":"tool_use","id":"t","name":"f","input":{}}}"#,
        r#"{"candidates":[{"content":{"parts":[{"text":"a","thought":true}]}}]}"#,
        r#"{"candidates":[{"content":{"parts":[{"functionCall":{"name":"f","args":{}}}]}}]}"#,
        r#"{"candidates":[{"content":{"parts":[{"inlineData":{"mimeType":"image/png","data":"AAAA"}}]}}]}"#,
        r#"{"event_type":"content.delta","delta":{"type":"text","text":"a"}}"#,
        r#"{"type":"content-delta","delta":{"message":{"content":{"thinking":"a"}}}}"#,
        r#"{"type":"tool-plan-delta","delta":{"message":{"tool_plan":"a"}}}"#,
        r#"{"type":"tool-call-start","delta":{"message":{"tool_calls":{"id":"t","function":{"name":"f"}}}}}"#,
        r#"{"event_type":"text-generation","text":"a"}"#,
        r#"{"event_type":"tool-calls-generation","tool_calls":[{"name":"f","parameters":{}}]}"#,
        r#"{"event_type":"content.delta","delta":{"type":"function_call","name":"f","arguments":{}}}"#,
        r#"{"type":"message.output.delta","content":{"type":"text","text":"a"}}"#,
        r#"{"type":"function.call.delta","name":"f","arguments":"{"}"#,
        r#"{"message":{"role":"assistant","content":"","thinking":"a"},"done":false}"#,
        r#"{"message":{"tool_calls":[{"function":{"name":"f","arguments":{}}}]},"done":false}"#,
        r#"{"model":"m","response":"a","done":false}"#,
        r#"{"token":{"id":1,"text":"a","special":false},"generated_text":null}"#,
        r#"{"content":"a","stop":false}"#,
        r#"{"output":{"text":"a","finish_reason":"null"}}"#,
        "output|a",
    ] {
        let (event, is_end) = one(data);
        assert!(event.is_output(), "{data}");
        assert_eq!(is_end, data.contains("completed"), "{data}");
    }
}

#[test]
fn announcements_and_what_is_counted() {
    for data in [
        r#"{"object":"chat.completion.chunk","choices":[{"delta":{"role":"assistant","content":""},"finish_reason":null}]}"#,
        r#"{"choices":[],"usage":{"total_tokens":7},"error":null}"#,
        r#"{"choices":[],"prompt_filter_results":[{"content_filter_results":{"hate":{"severity":"safe"}}}]}"#,
        r#"{"choices":[{"delta":{},"finish_reason":"length"}]}"#,
        r#"{"type":"response.created","response":{"instructions":"be brief","tools":[{"name":"f"}],"error":null}}"#,
        r#"{"type":"response.output_item.added","item":{"type":"reasoning","summary":[]}}"#,
        r#"{"type":"response.web_search_call.searching","item_id":"i"}"#,
        r#"{"type":"keepalive","sequence_number":3}"#,
        r#"{"type":"codex.rate_limits","rate_limits":{"allowed":true}}"#,
        r#"{"type":"message_start","message":{"role":"assistant","content":[],"model":"m"}}"#,
        r#"{"type":"content_block_start","content_block":{"type":"text","text":""}}"#,
        r#"{"type":"content_block_delta","delta":{"type":"signature_delta","signature":"s"}}"#,
        r#"{"type":"message_delta","delta":{"stop_reason":"end_turn"},"usage":{"output_tokens":7}}"#,
        r#"ping|{"type": "ping"}"#,
        r#"{"candidates":[{"content":{"parts":[{"text":"","thoughtSignature":"s"}]}}],"usageMetadata":{}}"#,
        r#"{"type":"content-start","delta":{"message":{"content":{"type":"text","text":""}}}}"#,
        r#"{"message":{"role":"assistant","content":""},"done":false}"#,
        r#"{"type":"model_load.progress","progress":0.5}"#,
        "logs|loading weights",
        "[]",
        "[1,2]",
        "42",
        "null",
    ] {
        let (event, is_end) = one(data);
        assert!(!event.is_output(), "{data}");
        assert!(!is_end, "{data}");
        assert_eq!(event.text(), "", "{data}");
    }
}

#[test]
fn ends() {
    for data in [
        r#"{"type":"response.completed","response":{"status":"completed","error":null}}"#,
        r#"{"type":"message_stop"}"#,
        "message_stop|{}",
        r#"{"type":"message-end","delta":{"finish_reason":"COMPLETE"}}"#,
        r#"{"event_type":"stream-end","finish_reason":"COMPLETE"}"#,
        r#"{"event_type":"interaction.complete","interaction":{}}"#,
        r#"{"type":"conversation.response.done","usage":{}}"#,
        r#"{"message":{"role":"assistant","content":""},"done":true,"done_reason":"stop"}"#,
        r#"{"content":"","stop":true}"#,
        r#"{"type":"chat.end","result":{}}"#,
        r#"{"type":"transcript.text.done","text":"a"}"#,
        "done|{}",
    ] {
        assert!(one(data).1, "{data}");
    }
    let done = read("data: {\"x\":1}\n\ndata: [DONE]\n\ndata: {\"y\":1}\n\n");
    assert_eq!(done.len(), 1);
}

/// Data, the kind of the error, and whether it is retried.
fn bad_ends() -> Vec<(&'static str, ErrorKind, bool)> {
    use ErrorKind::{ContentPolicy, ContextTooLong, NoAnswer, Overloaded, Server};
    vec![
        (
            r#"{"choices":[{"delta":{"content":""},"finish_reason":"error"}]}"#,
            Server,
            true,
        ),
        (
            r#"{"error":{"code":502,"message":"m"},"choices":[{"delta":{},"finish_reason":"error"}]}"#,
            Server,
            true,
        ),
        (
            r#"{"type":"response.failed","response":{"error":{"code":"server_error"}}}"#,
            Server,
            true,
        ),
        (
            r#"{"type":"error","code":"server_error","message":"m"}"#,
            Server,
            true,
        ),
        (
            r#"{"type":"response.incomplete","response":{"incomplete_details":{"reason":"max_output_tokens"}}}"#,
            ContextTooLong,
            false,
        ),
        (
            r#"{"type":"response.incomplete","response":{"incomplete_details":{"reason":"content_filter"}}}"#,
            ContentPolicy,
            false,
        ),
        (
            r#"{"type":"message-end","delta":{"finish_reason":"ERROR"}}"#,
            Server,
            true,
        ),
        (
            r#"{"type":"error","error":{"type":"overloaded_error"}}"#,
            Overloaded,
            true,
        ),
        (
            r#"{"candidates":[{"content":{},"finishReason":"SAFETY"}]}"#,
            ContentPolicy,
            false,
        ),
        (
            r#"{"candidates":[{"finishReason":"MALFORMED_FUNCTION_CALL"}]}"#,
            NoAnswer,
            true,
        ),
        (
            r#"{"promptFeedback":{"blockReason":"OTHER"}}"#,
            NoAnswer,
            true,
        ),
        (
            r#"{"choices":[{"delta":{"content":""},"finish_reason":"insufficient_system_resource"}]}"#,
            Server,
            true,
        ),
        (
            r#"{"choices":[{"delta":{},"finish_reason":"abort"}]}"#,
            Server,
            true,
        ),
        (
            r#"{"type":"message-end","delta":{"finish_reason":"TIMEOUT"}}"#,
            Server,
            true,
        ),
        (
            r#"{"event_type":"stream-end","finish_reason":"ERROR"}"#,
            Server,
            true,
        ),
        (
            r#"{"choices":[],"x_groq":{"id":"req_1","error":"over capacity"}}"#,
            Overloaded,
            true,
        ),
        (
            r#"{"event_type":"interaction.complete","interaction":{"status":"failed"}}"#,
            Server,
            true,
        ),
        (r#"done|{"reason":"error"}"#, Server, true),
        ("error|it crashed", Server, true),
    ]
}

#[test]
fn ends_that_are_errors() {
    for (data, kind, is_retryable) in bad_ends() {
        let (name, data) = data.split_once('|').unwrap_or(("x", data));
        let body = format!("event: {name}\ndata: {data}\n\ndata: {{\"x\":1}}\n\n");
        let events = read(&body);
        let [Err(error)] = &events[..] else {
            panic!("{data}: {events:?}")
        };
        assert_eq!(
            (error.kind(), error.is_retryable()),
            (kind, is_retryable),
            "{error}"
        );
        assert_eq!(error.body(), data.as_bytes());
    }
}

#[test]
fn an_error_names_its_wait_and_who_sent_it() {
    let mut headers = HeaderMap::new();
    headers.insert("x-request-id", HeaderValue::from_static("req_1"));
    let error = r#"{"error":{"code":"rate_limit_exceeded","message":"Please try again in 1.5s."}}"#;
    let body = format!("data: {error}\n\n");
    let mut events = Reply::new(StatusCode::OK, &headers, b"")
        .url("https://api.openai.com/v1/chat/completions")
        .read_events(std::io::Cursor::new(body));
    let error = events.next().unwrap().unwrap_err();
    assert_eq!(error.retry_after().unwrap().as_millis(), 1500);
    assert_eq!(error.request_id(), Some("req_1"));
    assert_eq!(error.provider(), retry_attr::api::Provider::OpenAi);
    assert!(events.next().is_none());
}

#[test]
fn what_an_event_holds() {
    let (event, _) = one(r#"delta|{"choices":[{"delta":{"content":"a"}}]}"#);
    assert_eq!(event.name(), Some("delta"));
    assert_eq!(event.raw(), r#"{"choices":[{"delta":{"content":"a"}}]}"#);
    assert_eq!(
        event.json::<Value>().unwrap()["choices"][0]["delta"]["content"],
        "a"
    );
    let error = event.json::<Vec<u8>>().unwrap_err();
    assert_eq!(
        (error.kind(), error.is_retryable()),
        (ErrorKind::Malformed, false)
    );
    assert!(!format!("{event:?}").contains("content"));
    assert_eq!(one("{}").0.name(), None);
}

#[test]
fn an_answer_in_one_piece_is_one_event() {
    for (body, text) in [
        (
            r#"{"choices":[{"message":{"content":"a"},"finish_reason":"stop"}]}"#,
            "a",
        ),
        (
            r#"{"type":"message","content":[{"type":"text","text":"a"}],"stop_reason":"end_turn"}"#,
            "a",
        ),
        (
            r#"{"candidates":[{"content":{"parts":[{"text":"a"}]},"finishReason":"STOP"}]}"#,
            "a",
        ),
        (
            r#"{"object":"response","status":"completed","output":[{"type":"reasoning","summary":[]},{"type":"message","content":[{"type":"output_text","text":"a"}]}]}"#,
            "a",
        ),
    ] {
        let events = Reply::new(StatusCode::OK, &HeaderMap::new(), b"")
            .read_events(std::io::Cursor::new(body));
        assert_eq!(events.text().unwrap(), text, "{body}");
    }
}

#[test]
fn an_answer_is_collected_or_an_error() {
    let collect = |body: &str| {
        let body = std::io::Cursor::new(body.to_owned());
        Reply::new(StatusCode::OK, &HeaderMap::new(), b"")
            .read_events(body)
            .text()
    };
    let chunk = |text: &str| {
        format!("data: {{\"choices\":[{{\"delta\":{{\"content\":\"{text}\"}}}}]}}\n\n")
    };
    let whole = chunk("a") + &chunk("b") + "data: [DONE]\n\n";
    assert_eq!(collect(&whole).unwrap(), "ab");
    for (body, kind) in [
        (chunk("a"), ErrorKind::Cut),
        (
            chunk("a") + "data: {\"error\":\"m\"}\n\n",
            ErrorKind::Server,
        ),
        (
            "<html><title>Bad gateway</title></html>".to_owned(),
            ErrorKind::Malformed,
        ),
        ("data: hello\n\n".to_owned(), ErrorKind::Malformed),
    ] {
        let error = collect(&body).unwrap_err();
        assert_eq!(error.kind(), kind, "{body}");
        assert!(error.is_retryable());
    }
}

/// However far the last event has come.
#[test]
fn an_end_within_an_event_is_cut() {
    for whole in [
        "data: {\"choices\":[{\"delta\":{\"content\":\"a\"}}]}\n",
        "{\"message\":{\"content\":\"a\"},\"done\":false}",
        "[{\"candidates\":[{\"content\":{\"parts\":[{\"text\":\"a\"}]}}]}",
        "{\"error\":{\"message\":null",
    ] {
        for end in 0..=whole.len() {
            let events = read(&whole[..end]);
            let error = events.last().unwrap().as_ref().unwrap_err();
            assert_eq!(error.kind(), ErrorKind::Cut, "{}", &whole[..end]);
            assert!(error.is_retryable());
        }
    }
}

#[test]
fn an_event_that_is_too_large_ends_the_stream() {
    let large = format!(
        "data: {{\"x\":\"{}\"}}\n\ndata: [DONE]\n\n",
        "x".repeat(2000)
    );
    let line = format!("{{\"x\":\"{}\"}}\n{{\"done\":true}}", "x".repeat(2000));
    for body in [large, line] {
        let read = |limit| {
            let body = std::io::Cursor::new(body.clone());
            let events = Reply::new(StatusCode::OK, &HeaderMap::new(), b"").read_events(body);
            events.event_limit(limit).next().unwrap()
        };
        assert!(read(3000).is_ok());
        let error = read(1000).unwrap_err();
        assert_eq!(
            (error.kind(), error.is_retryable()),
            (ErrorKind::Malformed, false)
        );
    }
}
