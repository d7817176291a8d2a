//! Judges one reply as often as it is told to: `replies <name> <count>`. Without arguments it prints the names.

use std::hint::black_box;

use http::{HeaderMap, HeaderValue, StatusCode};
use retry_attr::ApiError;
use retry_attr::api::Reply;

/// A name, a status, a wait in a header, and a body.
const REPLIES: &[(&str, u16, Option<&str>, &str)] = &[
    (
        "an answer",
        200,
        None,
        r#"{"id":"1","object":"chat.completion","created":1,"model":"m","choices":[{"index":0,"finish_reason":"stop","message":{"role":"assistant","content":"Jitter keeps clients from coming back in step."}}]}"#,
    ),
    (
        "401",
        401,
        None,
        r#"{"error":{"message":"Incorrect API key provided.","type":"invalid_request_error","param":null,"code":"invalid_api_key"}}"#,
    ),
    (
        "429 with a wait",
        429,
        Some("2"),
        r#"{"error":{"message":"Rate limit reached for m on requests per min (RPM): Limit 3, Used 3, Requested 1.","type":"requests","param":null,"code":"rate_limit_exceeded"}}"#,
    ),
    (
        "429, quota",
        429,
        None,
        r#"{"error":{"message":"You exceeded your current quota, please check your plan and billing details.","type":"insufficient_quota","param":null,"code":"insufficient_quota"}}"#,
    ),
    (
        "429, wait in the body",
        429,
        None,
        r#"{"error":{"code":429,"message":"Resource has been exhausted.","status":"RESOURCE_EXHAUSTED","details":[{"@type":"type.googleapis.com/google.rpc.RetryInfo","retryDelay":"2s"}]}}"#,
    ),
    (
        "502, HTML",
        502,
        None,
        "<html><head><title>502 Bad Gateway</title></head><body>nginx</body></html>",
    ),
];

/// The name of the text of an error.
const TEXT: &str = "the text of an error";

fn main() {
    let mut arguments = std::env::args().skip(1);
    let Some(name) = arguments.next() else {
        REPLIES.iter().for_each(|(name, ..)| println!("{name}"));
        println!("{TEXT}");
        return;
    };
    let count: u32 = arguments.next().unwrap().parse().unwrap();
    if name == TEXT {
        let (_, _, _, body) = REPLIES[1];
        let text = format!("APIError: 401 Unauthorized: {body}");
        (0..count).for_each(|_| drop(black_box(ApiError::from_text(black_box(&text)))));
        return;
    }
    let reply = REPLIES.iter().find(|(it, ..)| *it == name);
    let (_, status, wait, body) = *reply.expect("a reply of this name");
    let mut headers = HeaderMap::new();
    headers.insert("content-type", HeaderValue::from_static("application/json"));
    headers.extend(wait.map(|it| (http::header::RETRY_AFTER, HeaderValue::from_static(it))));
    let status = StatusCode::from_u16(status).unwrap();
    for _ in 0..count {
        let reply = Reply::new(status, black_box(&headers), black_box(body.as_bytes()));
        drop(black_box(reply.check()));
    }
}
