//! The headers that name a wait, whoever sends them, and those that count only beside a limit of which nothing remains.

use std::time::Duration;

use retry_attr::api::{ErrorKind, Provider};
use retry_attr::{Classification, Classify};

use crate::{DATE, Header, THROTTLED, after, at_most, row, services};

/// A 429 with nothing but these headers.
fn limited(headers: &[Header]) -> Vec<Classification> {
    let row = row(429, "", THROTTLED, ErrorKind::RateLimit).with(headers);
    let judge = |service: crate::Service| {
        row.error(&[], |reply| reply.provider(service.provider))
            .classify()
    };
    services().map(judge).into()
}

#[track_caller]
fn assert_waits(headers: &[Header], expected: Classification) {
    for classification in limited(headers) {
        assert_eq!(classification, expected, "{headers:?}");
    }
}

#[test]
#[rustfmt::skip]
fn waits() {
    for (headers, milliseconds) in [
        (&[("retry-after", "7")][..], 7_000),
        (&[("retry-after", "1.5")], 1_500),
        (&[DATE, ("retry-after", "Thu, 26 Nov 2026 07:00:30 GMT")], 30_000),
        (&[DATE, ("retry-after", "Thursday, 26-Nov-26 07:00:30 GMT")], 30_000),
        (&[DATE, ("retry-after", "Thu Nov 26 07:00:30 2026")], 30_000),
        (&[("retry-after-ms", "250")], 250),
        (&[("x-ms-retry-after-ms", "250")], 250),
        (&[("x-amz-retry-after", "250")], 250),
    ] {
        assert_waits(headers, after(milliseconds));
    }
    let fraction = Classification::throttled(Some(Duration::from_micros(250_500)));
    assert_waits(&[("retry-after-ms", "250.5")], fraction);
    assert_waits(&[("retry-after", "9"), ("retry-after-ms", "250.5")], fraction);
}

#[test]
#[rustfmt::skip]
fn resets() {
    for (remaining, reset, value, milliseconds) in [
        ("x-ratelimit-remaining-requests", "x-ratelimit-reset-requests", "1s", 1_000),
        ("x-ratelimit-remaining-requests", "x-ratelimit-reset-requests", "1m0s", 60_000),
        ("x-ratelimit-remaining-requests", "x-ratelimit-reset-requests", "20ms", 20),
        ("x-ratelimit-remaining-tokens", "x-ratelimit-reset-tokens", "7.66s", 7_660),
        ("x-ratelimit-remaining-tokens", "x-ratelimit-reset-tokens", "59.56s", 59_560),
        ("x-ratelimit-remaining-tokens", "x-ratelimit-reset-tokens", "59", 59_000),
        ("anthropic-ratelimit-requests-remaining", "anthropic-ratelimit-requests-reset", "2026-11-26T07:00:42Z", 42_000),
        ("anthropic-ratelimit-tokens-remaining", "anthropic-ratelimit-tokens-reset", "2026-11-26T07:00:42Z", 42_000),
        ("anthropic-ratelimit-input-tokens-remaining", "anthropic-ratelimit-input-tokens-reset", "2026-11-26T08:00:42+01:00", 42_000),
        ("anthropic-ratelimit-output-tokens-remaining", "anthropic-ratelimit-output-tokens-reset", "2026-11-26T07:00:42.5Z", 42_500),
        ("x-ratelimit-remaining", "x-ratelimit-reset", "1795676410", 10_000),
    ] {
        assert_waits(&[DATE, (remaining, "0"), (reset, value)], at_most(milliseconds));
        // OpenAI and Anthropic send both on every reply.
        assert_waits(&[DATE, (remaining, "1"), (reset, value)], THROTTLED);
        // Cohere sends the one alone.
        let alone = [DATE, (reset, value)];
        for (service, classification) in services().into_iter().zip(limited(&alone)) {
            let counts = service.provider == Provider::Cohere && reset == "x-ratelimit-reset";
            let expected = if counts { at_most(milliseconds) } else { THROTTLED };
            assert_eq!(classification, expected, "{:?} {alone:?}", service.provider);
        }
        assert_waits(&[DATE, (remaining, "0")], THROTTLED);
        for unknown in ["0", "-1", "0s", ""] {
            assert_waits(&[DATE, (remaining, "0"), (reset, unknown)], THROTTLED);
        }
    }
}

/// The limit of requests and that of tokens are used up: both must be full again.
#[test]
fn the_later_of_two_resets_counts() {
    let requests = [
        ("x-ratelimit-remaining-requests", "0"),
        ("x-ratelimit-reset-requests", "7s"),
    ];
    let tokens = [
        ("x-ratelimit-remaining-tokens", "0"),
        ("x-ratelimit-reset-tokens", "1s"),
    ];
    let both: Vec<Header> = requests.into_iter().chain(tokens).collect();
    assert_waits(&both, at_most(7_000));
}

/// A limit lets a request through long before it is as at its beginning. A wait that is named is another matter.
#[test]
fn a_reset_that_is_far_off_does_not_end_the_call() {
    let far = [
        ("x-ratelimit-remaining-requests", "0"),
        ("x-ratelimit-reset-requests", "1m0.001s"),
    ];
    assert_waits(&far, THROTTLED);
    let error = row(429, "", THROTTLED, ErrorKind::RateLimit).with(&far);
    let error = error.error(&[], |reply| reply);
    assert_eq!(error.retry_after(), Some(Duration::from_millis(60_001)));
    let named: Vec<Header> = far.into_iter().chain([("retry-after", "61")]).collect();
    assert_waits(&named, after(61_000));
}

/// A text may name anything: that of a failure which is no limit names no wait.
#[test]
fn waits_in_texts_count_for_limits_only() {
    let body = r#"{"error":{"message":"Please try again in 3s."}}"#;
    for (status, kind, classification) in [
        (500, ErrorKind::Server, Classification::Transient),
        (429, ErrorKind::RateLimit, after(3_000)),
        (400, ErrorKind::InvalidRequest, Classification::permanent()),
    ] {
        let row = row(status, body, classification, kind);
        assert_eq!(crate::judged(&row.error(&[], |it| it)).1, row.verdict);
    }
    let spent = r#"{"error":{"code":"usage_limit_reached","message":"Please try again in 2h."}}"#;
    let row = row(429, spent, THROTTLED, ErrorKind::Quota).with(&[DATE]);
    assert_eq!(
        row.error(&[], |it| it).classify(),
        crate::until(1_795_676_400 + 2 * 3_600)
    );
}

#[test]
fn the_name_of_a_request() {
    for name in [
        "x-request-id",
        "request-id",
        "apim-request-id",
        "x-ms-request-id",
        "x-amzn-requestid",
        "mistral-correlation-id",
        "cf-ray",
    ] {
        let row = row(500, "", THROTTLED, ErrorKind::Server);
        let error = row.with(&[(name, "req_1")]).error(&[], |it| it);
        assert_eq!(error.request_id(), Some("req_1"), "{name}");
    }
}

#[test]
fn a_reply_shows_no_headers_to_those_who_debug() {
    let headers = crate::header_map(&[("x-api-key", "secret")]);
    let reply = retry_attr::api::Reply::new(crate::status(429), &headers, b"body");
    let reply = reply.provider(retry_attr::api::Provider::Groq);
    assert_eq!(
        format!("{reply:?}"),
        "Reply { status: 429, provider: Some(Groq), .. }"
    );
}
