//! What the text of an error says, where somebody asks for it.

use std::time::Duration;

use proptest::prelude::*;
use retry_attr::api::{ErrorKind, Provider};
use retry_attr::{ApiError, Backoff, Classification, Classify, Policy, classify};

const UNREAD: (Option<u16>, ErrorKind) = (None, ErrorKind::Connection);

fn read(text: &str) -> (Option<u16>, ErrorKind) {
    let error = ApiError::from_text(text);
    (error.status().map(|it| it.as_u16()), error.kind())
}

#[test]
fn a_status_is_found_as_clients_write_it() {
    for text in [
        "401",
        "HTTP 401 Unauthorized",
        "Invalid status code 401 Unauthorized with message: {}",
        "API error (401): invalid x-api-key",
        "API error 401 (api_code=invalid_key): no",
        "API error (status 401): no",
        "HTTP status client error (401 Unauthorized) for url (http://127.0.0.1:503/v1)",
        "status=401, message=no",
        "status:401",
        "Http(401)",
        "Response(Status(401))",
        "HTTP/1.1 401 Unauthorized",
        "the server said [401].",
        "couldn't ask: it's a 401",
        "isn't ready: HTTP 401, 'no'",
        "gave up after 401",
        "tcp 127.0.0.1:500: 401",
        "bad answer 401: <html>503</html>",
    ] {
        assert_eq!(read(text), (Some(401), ErrorKind::Authentication), "{text}");
    }
}

#[test]
fn other_numbers_are_no_status() {
    for text in [
        "",
        "error sending request for url (http://127.0.0.1:443/v1): connection refused",
        "cannot connect to api.example.com:443",
        "cannot connect to localhost:443",
        "cannot connect to [::1]:443",
        "expected value at line 401 column 404",
        "no answer after 500 ms",
        "no answer within 500ms",
        "the prompt has 404 tokens",
        "gave up after 500 attempts",
        "200 OK, 399, 600, 4010, 40, 0401, +401, 401a",
        "/v1/files/401/content not readable",
        "gpt-404 is slow",
        "bad JSON: {\"status\": 401}",
        "bad JSON: <html>401</html>",
        "четыреста один",
    ] {
        assert_eq!(read(text), UNREAD, "{text}");
    }
}

#[test]
fn a_body_is_judged_like_that_of_a_reply() {
    let quota =
        r#"429 Too Many Requests: {"error":{"type":"insufficient_quota","message":"no credit"}}"#;
    assert_eq!(read(quota), (Some(429), ErrorKind::Quota));
    assert_eq!(ApiError::from_text(quota).message(), Some("no credit"));

    let wait = r#"ProviderError: [{"error":{"code":429,"status":"RESOURCE_EXHAUSTED","details":[
        {"@type":"type.googleapis.com/google.rpc.RetryInfo","retryDelay":"2s"}]}}]"#;
    let wait = ApiError::from_text(wait);
    assert_eq!(wait.provider(), Provider::Gemini);
    assert_eq!(wait.status(), None);
    assert_eq!(
        wait.classify(),
        // A number in a text says too little for more.
        Classification::throttled(Some(Duration::from_secs(2))).maybe_processed()
    );

    let long = r#"API error 400: {"type":"error","error":{"type":"invalid_request_error","message":"prompt is too long"}}"#;
    assert_eq!(read(long), (Some(400), ErrorKind::ContextTooLong));

    let page = "502 Bad Gateway: <html><head><title>nginx</title></head></html>";
    assert_eq!(read(page), (Some(502), ErrorKind::Server));
    assert_eq!(ApiError::from_text(page).message(), Some("nginx"));

    let cut = r#"HTTP 429: {"error":{"type":"insufficient_quota","mess"#;
    assert_eq!(read(cut), (Some(429), ErrorKind::Quota));
    let plain = ApiError::from_text("429 Too Many Requests. Please try again in 2s");
    assert_eq!(plain.retry_after(), Some(Duration::from_secs(2)));
}

#[test]
fn words_behind_a_colon_are_the_message() {
    for (text, status, kind) in [
        (
            "API error (429 Too Many Requests): Your organization has reached its monthly spend limit.",
            429,
            ErrorKind::Quota,
        ),
        (
            "API error (status 429): You exceeded your current quota, please check your plan and billing details.",
            429,
            ErrorKind::Quota,
        ),
        (
            "Anthropic error: rate limit (429): this would exceed your limit of 50 requests per minute",
            429,
            ErrorKind::RateLimit,
        ),
        (
            "API error 400: prompt is too long: 210000 tokens > 200000 maximum",
            400,
            ErrorKind::ContextTooLong,
        ),
        (
            "error 400 of http://127.0.0.1/v1: prompt is too long",
            400,
            ErrorKind::ContextTooLong,
        ),
        (
            "status=400:\n  prompt is too long: {\"type\":\"object\"}",
            400,
            ErrorKind::ContextTooLong,
        ),
        // An object says more.
        (
            r#"400: prompt is too long: {"error":{"type":"invalid_request_error","message":"no such tool"}}"#,
            400,
            ErrorKind::InvalidRequest,
        ),
        // What nothing sets apart may be anybody's.
        ("400 for prompt is too long", 400, ErrorKind::InvalidRequest),
        ("prompt is too long: 400", 400, ErrorKind::InvalidRequest),
        ("prompt is too long: 400:", 400, ErrorKind::InvalidRequest),
    ] {
        assert_eq!(read(text), (Some(status), kind), "{text}");
    }
    let wait = ApiError::from_text("API error 429: slow down, and try again in 2s");
    assert_eq!(
        wait.classify(),
        Classification::throttled(Some(Duration::from_secs(2)))
    );
    let quoted = ApiError::from_text("API error 404: no model `gpt-9`");
    assert_eq!(
        quoted.message(),
        Some("API error 404: no model `gpt-9`"),
        "a person is shown what is not judged"
    );
}

#[test]
fn a_prompt_in_the_text_does_not_decide() {
    for prompt in [
        r#""What does HTTP 401 mean?""#,
        "'what''s a 401?'",
        "'it's a 401 or so'",
        r#"said"a 401 or so""#,
        "`401 Unauthorized`",
        "“401”",
        "«401»",
        r#""{\"error\":{\"type\":\"authentication_error\"}}""#,
        r#""say \"401\" twice""#,
        "insufficient_quota",
        r#"{"role":"user","content":"error 401: invalid_api_key"}"#,
        r#"{"messages":[{"content":{"error":{"type":"authentication_error"}}}]}"#,
    ] {
        let text = format!("cannot answer {prompt}: connection reset");
        assert_eq!(read(&text), UNREAD, "{text}");
        let text = format!("HTTP 503 for {prompt}");
        assert_eq!(read(&text), (Some(503), ErrorKind::Overloaded), "{text}");
    }
    for prompt in [
        r#""insufficient_quota""#,
        "`prompt is too long`",
        "'you are out of credit'",
        r#"{"role":"user","content":"you are out of credit"}"#,
    ] {
        let text = format!("HTTP 503: cannot answer {prompt}");
        assert_eq!(read(&text), (Some(503), ErrorKind::Overloaded), "{text}");
    }
}

#[test]
fn a_long_text_is_cut_and_secrets_are_not_shown() {
    let key = "sk-proj-abcdefghijklmnopqrstuvwxyz0123456789";
    let text = format!("cannot send with key {key}: {}", "x".repeat(100_000));
    let error = ApiError::from_text(&text);
    assert_eq!(error.message().unwrap().chars().count(), 2001);
    assert!(!error.to_string().contains(key), "{error}");
    // As much is looked at as a body may have, and as much again before it.
    let behind = |words| format!("{} HTTP 401", "word ".repeat(words));
    assert_eq!(read(&behind(20_000)).0, Some(401));
    assert_eq!(read(&behind(27_000)), UNREAD);
    let error = ApiError::from_text(&format!("HTTP 401: {key} is wrong"));
    assert!(!error.to_string().contains(key), "{error}");
}

#[test]
fn a_wait_can_be_added() {
    let wait = Some(Duration::from_secs(2));
    for (text, expected) in [
        ("429: slow down", Classification::throttled(wait)),
        ("502: bad gateway", Classification::throttled(wait)),
        (
            "429: slow down, and try again in 1s",
            Classification::throttled(wait),
        ),
        ("401: wrong key", Classification::permanent()),
    ] {
        assert_eq!(classify::by_text(text).after(wait), expected, "{text}");
        for none in [None, Some(Duration::ZERO)] {
            let plain = classify::by_text(text);
            assert_eq!(plain.after(none), plain, "{text}");
        }
    }
}

#[test]
fn an_error_of_any_type_is_classified_where_it_is_asked_for() {
    struct Foreign(&'static str);
    impl std::fmt::Display for Foreign {
        fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
            f.write_str(self.0)
        }
    }
    let attempts = |text| {
        let mut attempts = 0;
        let policy = Policy::new().backoff(Backoff::None);
        let _ = policy.run_blocking_with(classify::by_text, || {
            attempts += 1;
            Err::<(), _>(Foreign(text))
        });
        attempts
    };
    assert_eq!(attempts("HTTP 401"), 1);
    assert_eq!(attempts("HTTP 503"), 3);
    assert_eq!(attempts("connection reset"), 3);
    assert_eq!(
        classify::by_text("API error 401"),
        Classification::permanent()
    );
    // A `String` says nothing unless it is asked.
    assert_eq!(
        "API error 401".to_owned().classify(),
        Classification::Transient
    );
}

#[test]
fn the_sources_that_anyhow_prints_are_read() {
    let error = anyhow::anyhow!("HTTP 404").context("asking");
    assert_eq!(classify::by_text(&error), Classification::permanent());
}

#[cfg(feature = "tokio")]
#[tokio::test(start_paused = true)]
async fn an_async_call_asks_it_too() {
    let mut attempts = 0;
    let policy = Policy::new();
    let call = policy.run_with(classify::by_text, || {
        attempts += 1;
        std::future::ready(Err::<(), _>("HTTP 403"))
    });
    assert!(call.await.is_err());
    assert_eq!(attempts, 1);
}

proptest! {
    #[test]
    fn no_text_is_too_odd(text in r#"(\PC|[{}<>"'`\\ :]|401|é){0,60}"#) {
        let error = ApiError::from_text(&text);
        prop_assert!(error.status().is_none_or(|it| (400..600).contains(&it.as_u16())));
    }
}
