//! Headers of any bytes, however many: a sound verdict, and no wait of zero.

use http::{HeaderMap, HeaderName, HeaderValue};
use retry_attr::Classify;
use retry_attr::api::Reply;

use crate::{DATE, header_map, services, status};

/// All that are read, but for those whose mere presence tells the provider.
const READ: [&str; 24] = [
    "retry-after",
    "retry-after-ms",
    "x-ms-retry-after-ms",
    "x-amz-retry-after",
    "x-should-retry",
    "x-amzn-errortype",
    "date",
    "x-ratelimit-remaining-requests",
    "x-ratelimit-reset-requests",
    "x-ratelimit-remaining-tokens",
    "x-ratelimit-reset-tokens",
    "anthropic-ratelimit-requests-remaining",
    "anthropic-ratelimit-requests-reset",
    "anthropic-ratelimit-tokens-remaining",
    "anthropic-ratelimit-tokens-reset",
    "x-ratelimit-remaining",
    "x-ratelimit-reset",
    "ratelimit-remaining",
    "ratelimit-reset",
    "x-request-id",
    "request-id",
    "cf-ray",
    "content-type",
    "content-length",
];

/// Retried, as its status says, and never at once because of a header.
fn assert_sound(headers: &HeaderMap) {
    for service in services() {
        let error = Reply::new(status(429), headers, b"")
            .provider(service.provider)
            .check()
            .unwrap_err();
        assert!(error.classify().is_retryable(), "{headers:?}");
        assert!(
            error.retry_after().is_none_or(|wait| !wait.is_zero()),
            "{headers:?}"
        );
        let obeyed = error.classify().retry_after();
        assert!(obeyed.is_none() || obeyed == error.retry_after());
        let _ = format!("{error} {error:?} {error:#?}");
    }
}

/// All headers with this value, beside limits of which nothing remains.
fn everywhere(value: &HeaderValue) -> HeaderMap {
    READ.iter()
        .map(|name| (HeaderName::from_static(name), value.clone()))
        .collect()
}

#[test]
fn every_byte() {
    let mut refused = 0;
    for byte in 0..=u8::MAX {
        for value in [
            &[byte][..],
            &[byte, b'1'],
            &[b'1', byte],
            &[b'1', byte, b's'],
            &[byte; 40],
        ] {
            match HeaderValue::from_bytes(value) {
                Ok(value) => assert_sound(&everywhere(&value)),
                Err(_) => refused += 1,
            }
        }
    }
    assert_eq!(refused, 32 * 5); // control characters are no header values, but for the tab
}

#[test]
fn numbers_of_every_kind() {
    let endless = "9".repeat(100_000);
    for value in [
        "0",
        "-0",
        "00",
        "0.0",
        "-1",
        "+1",
        ".5",
        "5.",
        "1e3",
        "1e308",
        "1e-9",
        "inf",
        "-inf",
        "infinity",
        "nan",
        "NaN",
        "0x10",
        "1_000",
        "1,000",
        "1;2",
        "1 2",
        "18446744073709551615",
        "18446744073709551616",
        "340282366920938463463374607431768211456",
        "0.00000000000000000000000001",
        "99999999999999999999.99999999999999999999",
        "1h1m1s",
        "-5s",
        "0s",
        "9999999999999d",
        "Thu, 26 Nov 2026 07:00:30",
        "Thu, 31 Feb 2026 00:00:00 GMT",
        "Thu, 01 Jan 1970 00:00:00 GMT",
        "Fri, 31 Dec 9999 23:59:59 GMT",
        "Fri, 31 Dec 99999 23:59:59 GMT",
        "2026-11-26T07:00:60Z",
        "9999-12-31T23:59:59Z",
        "-9999-01-01T00:00:00Z",
        "1e11",
        "253402300800",
        "99999999999999",
        &endless,
    ] {
        let value = HeaderValue::from_str(value).unwrap();
        assert_sound(&everywhere(&value));
        for name in READ {
            let mut headers = header_map(&[
                DATE,
                ("x-ratelimit-remaining", "0"),
                ("ratelimit-remaining", "0"),
            ]);
            headers.insert(HeaderName::from_static(name), value.clone());
            assert_sound(&headers);
        }
    }
}

#[test]
fn duplicates() {
    let mut headers = HeaderMap::new();
    for name in READ {
        for value in ["", "true, false", "soon", "\u{e9}", "-3"] {
            headers.append(
                HeaderName::from_static(name),
                HeaderValue::from_bytes(value.as_bytes()).unwrap(),
            );
        }
    }
    assert_sound(&headers);
    headers.append("retry-after", HeaderValue::from_static("7"));
    headers.append("retry-after", HeaderValue::from_static("9"));
    let error = Reply::new(status(429), &headers, b"").into_error();
    assert_eq!(error.retry_after().map(|wait| wait.as_secs()), Some(7));
}

/// What cannot be read neither cancels a retry nor makes one of what is permanent.
#[test]
fn what_is_permanent_stays_permanent() {
    for value in ["TRUE", "1", "", "\u{fffd}", "7"] {
        let headers = everywhere(&HeaderValue::from_bytes(value.as_bytes()).unwrap());
        for service in services() {
            let error = Reply::new(status(400), &headers, b"")
                .provider(service.provider)
                .into_error();
            assert!(!error.classify().is_retryable(), "{value}");
        }
    }
}
