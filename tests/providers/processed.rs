//! Which failures tell that the request was not processed, so that it may be sent again whatever it does.

use http::HeaderMap;
use retry_attr::Classify;
use retry_attr::api::{Provider, Reply};

use crate::status;

#[test]
fn a_rate_limit_turns_a_request_away() {
    for (provider, code, body, is_unprocessed) in [
        (Provider::Compatible, 429, "", true),
        (Provider::Compatible, 503, "", false),
        (
            Provider::OpenAi,
            429,
            r#"{"error":{"code":"rate_limit_exceeded"}}"#,
            true,
        ),
        (
            Provider::OpenAi,
            503,
            r#"{"error":{"message":"The engine is currently overloaded"}}"#,
            true,
        ),
        (
            Provider::OpenAi,
            500,
            r#"{"error":{"type":"server_error"}}"#,
            false,
        ),
        (
            Provider::Anthropic,
            529,
            r#"{"type":"error","error":{"type":"overloaded_error"}}"#,
            true,
        ),
        // In a stream, after the work has begun.
        (
            Provider::Anthropic,
            200,
            r#"{"type":"error","error":{"type":"overloaded_error"}}"#,
            false,
        ),
        (Provider::Anthropic, 504, "", false),
        (
            Provider::Gemini,
            503,
            r#"{"error":{"status":"UNAVAILABLE"}}"#,
            false,
        ),
    ] {
        let headers = HeaderMap::new();
        let reply = Reply::new(status(code), &headers, body.as_bytes()).provider(provider);
        let classification = reply.into_error().classify();
        assert!(classification.is_retryable(), "{provider:?} {code}");
        assert_eq!(
            classification.is_unprocessed(),
            is_unprocessed,
            "{provider:?} {code} {body}"
        );
    }
}
