//! Replies of 200 that are answers, although they speak of errors.

use retry_attr::api::Reply;

use crate::{header_map, services, status};

#[test]
fn are_no_errors() {
    let content = r#"{"id":"1","choices":[{"message":{"content":"{\"error\":{\"code\":\"insufficient_quota\"}}"}}]}"#;
    for body in [
        // Azure: a filter that acted, and one that could not.
        r#"{"choices":[{"finish_reason":"content_filter","message":{"content":""},"content_filter_results":{"error":
            {"code":"content_filter_error","message":"The contents are not filtered"}}}],"error":null}"#,
        // OpenAI: an answer that is incomplete is an answer.
        "event: response.incomplete\ndata: {\"type\":\"response.incomplete\",\"response\":{\"status\":\"incomplete\",\
         \"error\":null,\"incomplete_details\":{\"reason\":\"max_output_tokens\"}}}\n\n",
        // Streams that begin with output: what follows is not repeated.
        "data: {\"choices\":[{\"delta\":{\"content\":\"Hi\"}}]}\n\ndata: {\"error\":{\"code\":\"server_error\"}}\n\n",
        "event: message_start\ndata: {\"type\":\"message_start\"}\n\nevent: content_block_start\ndata: \
         {\"type\":\"content_block_start\"}\n\nevent: error\ndata: {\"type\":\"error\",\"error\":{\"type\":\"api_error\"}}\n\n",
        "{\"message\":{\"content\":\"Hi\"},\"done\":false}\n{\"error\":\"stopped\"}\n",
        content,
        r#"{"output":[{"type":"tool_result","error":{"code":"server_error"}}]}"#,
        "data: {\"object\":\"chat.completion.chunk\",\"choices\":[{\"delta\":{\"role\":\"assistant\",\"content\":\"Hi\"}}]}\n\n\
         data: {\"error\":{\"code\":\"server_error\"}}\n\n",
        // One that has ended, with nothing said.
        "data: {\"choices\":[{\"delta\":{\"role\":\"assistant\",\"content\":\"\"},\"finish_reason\":\"stop\"}]}\n\n\
         data: {\"error\":{\"code\":\"server_error\"}}\n\n",
        // A code of zero is none.
        r#"{"error":{"code":"0","message":"success"}}"#,
        r#"{"error":{"code":0,"message":"success"}}"#,
        r#"{"error":null}"#,
        r#"{"error":{}}"#,
        r#"{"errors":[{"message":"error"}]}"#,
        "\"error\"",
        "",
    ] {
        for service in services() {
            let headers = header_map(service.signs);
            let reply = Reply::new(status(200), &headers, body.as_bytes());
            assert!(reply.check().is_ok(), "{body}");
            assert!(reply.provider(service.provider).check().is_ok(), "{body}");
        }
    }
}

#[test]
fn with_an_error_in_place_of_the_first_event_are_errors() {
    for body in [
        "event: message_start\ndata: {\"type\":\"message_start\"}\n\nevent: ping\ndata: {\"type\":\"ping\"}\n\n\
         event: error\ndata: {\"type\":\"error\",\"error\":{\"type\":\"overloaded_error\"}}\n\n",
        "data: {\"type\":\"response.created\",\"response\":{\"error\":null}}\n\n\
         data: {\"type\":\"response.failed\",\"response\":{\"error\":{\"code\":\"server_error\",\"message\":\"\"}}}\n\n",
        "event: error\ndata: {\"message\":\"no\"}\n\n",
        "event: error\ndata: no\n\n",
        r#"{"choices":[{"index":0,"error":{"code":502,"message":"no"},"finish_reason":"error"}]}"#,
    ] {
        let headers = header_map(&[]);
        let reply = Reply::new(status(200), &headers, body.as_bytes());
        assert!(reply.check().is_err(), "{body}");
    }
}

#[test]
fn may_be_of_any_success() {
    let headers = header_map(&[]);
    for code in [200, 201, 202, 204] {
        assert!(Reply::new(status(code), &headers, b"").check().is_ok());
        let error = Reply::new(status(code), &headers, br#"{"error":{"message":"m"}}"#)
            .check()
            .unwrap_err();
        assert_eq!(error.status(), Some(status(code)));
    }
}
