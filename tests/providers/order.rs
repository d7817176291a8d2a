//! In which order the parts of a reply decide, and in which order waits are looked for.

use retry_attr::api::ErrorKind::{
    Authentication, ContextTooLong, InvalidRequest, Overloaded, Permission, Quota, RateLimit,
    Server,
};
use retry_attr::api::{ErrorKind, Provider};
use retry_attr::{Classification, Classify};

use crate::{
    DATE, Header, MIDNIGHT_PACIFIC, PERMANENT, THROTTLED, TRANSIENT, after, at_most, classified,
    row, services, until,
};

fn judge(provider: Provider, status: u16, body: &str, headers: &[Header]) -> crate::Verdict {
    let row = row(status, body, THROTTLED, RateLimit).with(headers);
    crate::judged(&row.error(&[], |reply| reply.provider(provider))).1
}

#[test]
fn x_should_retry_comes_first() {
    for service in services() {
        for row in (service.rows)() {
            let told = |value| {
                let error = row.error(&[("x-should-retry", value)], |it| {
                    it.provider(service.provider)
                });
                assert_eq!(
                    error.kind(),
                    row.verdict.1,
                    "it is as it was, whoever retries it: {row}"
                );
                classified(&error)
            };
            assert!(told("true").is_retryable(), "{row}");
            assert!(!told("false").is_retryable(), "{row}");
            if !row.verdict.0.is_retryable() {
                assert_eq!(told("false"), row.verdict.0, "{row}");
            }
            for other in ["True", "FALSE", "1", "0", "yes", "", "true, false"] {
                assert_eq!(told(other), row.verdict.0, "{other}: {row}");
            }
        }
    }
}

#[test]
fn a_code_comes_before_the_status() {
    for (code, kind) in [
        ("insufficient_quota", Quota),
        ("project_spend_limit_exceeded", Quota),
        ("billing_not_active", Quota),
        ("context_length_exceeded", ContextTooLong),
        ("content_policy_violation", ErrorKind::ContentPolicy),
    ] {
        let body =
            format!(r#"{{"error":{{"message":"m","type":"server_error","code":"{code}"}}}}"#);
        for status in [200, 400, 408, 409, 429, 500, 503, 529] {
            for provider in [
                Provider::OpenAi,
                Provider::AzureOpenAi,
                Provider::Groq,
                Provider::Compatible,
            ] {
                assert_eq!(
                    judge(provider, status, &body, &[]),
                    (PERMANENT, kind),
                    "{status} {code}"
                );
            }
        }
    }
    let limited = r#"{"error":{"message":"m","type":"tokens","code":"rate_limit_exceeded"}}"#;
    assert_eq!(
        judge(Provider::OpenAi, 400, limited, &[]),
        (THROTTLED, RateLimit)
    );
}

#[test]
fn a_quota_of_the_day_comes_before_every_wait() {
    let body = r#"{"error":{"code":429,"message":"Please retry in 3s.","status":"RESOURCE_EXHAUSTED","details":[
        {"@type":"type.googleapis.com/google.rpc.RetryInfo","retryDelay":"3s"},
        {"@type":"type.googleapis.com/google.rpc.QuotaFailure","violations":[{"quotaId":"RequestsPerDay"}]}]}}"#;
    let verdict = judge(Provider::Gemini, 429, body, &[DATE, ("retry-after", "3")]);
    assert_eq!(verdict, (until(MIDNIGHT_PACIFIC), Quota));
}

/// One status, opposite things.
#[test]
#[rustfmt::skip]
fn the_provider_decides_what_a_status_means() {
    for (status, provider, classification, kind) in [
        (498, Provider::Groq,       THROTTLED, Overloaded),
        (498, Provider::Cohere,     PERMANENT, Authentication),
        (498, Provider::Compatible, PERMANENT, InvalidRequest),
        (403, Provider::Together,   PERMANENT, ContextTooLong),
        (403, Provider::OpenAi,     PERMANENT, Permission),
        (403, Provider::Anthropic,  PERMANENT, Permission),
        (402, Provider::OpenRouter, PERMANENT, Quota),
        (402, Provider::Together,   PERMANENT, Quota),
        (402, Provider::Anthropic,  PERMANENT, Quota),
        (424, Provider::Groq,       PERMANENT, InvalidRequest),
        (424, Provider::Compatible, PERMANENT, InvalidRequest),
        (529, Provider::Anthropic,  THROTTLED, Overloaded),
        (529, Provider::Compatible, THROTTLED, Overloaded),
    ] {
        assert_eq!(judge(provider, status, "", &[]), (classification, kind), "{status} {provider:?}");
    }
    let in_flight = r#"{"error":{"code":402,"message":"m","metadata":{"limit_source":"openrouter_in_flight_budget"}}}"#;
    assert_eq!(judge(Provider::OpenRouter, 402, in_flight, &[("retry-after", "1")]), (after(1_000), RateLimit));
    let stream = r#"{"__type":"ModelStreamErrorException","message":"m"}"#;
    assert_eq!(judge(Provider::Bedrock, 424, stream, &[]), (TRANSIENT, Server));
}

/// A reply that names a wait in every place there is, of which one after the other falls away or turns to garbage.
#[test]
fn the_first_usable_wait_counts() {
    let body = |delay: &str, text: &str| {
        format!(
            r#"{{"error":{{"code":429,"message":"Please retry in {text}.","details":[
                {{"@type":"type.googleapis.com/google.rpc.RetryInfo","retryDelay":"{delay}"}}]}}}}"#
        )
    };
    let sources: [(Header, Header); 5] = [
        (("retry-after-ms", "1000"), ("retry-after-ms", "nan")),
        (
            ("x-ms-retry-after-ms", "2000"),
            ("x-ms-retry-after-ms", "-1"),
        ),
        (("x-amz-retry-after", "3000"), ("x-amz-retry-after", "0")),
        (("retry-after", "4"), ("retry-after", "soon")),
        (
            ("x-ratelimit-reset-tokens", "7s"),
            ("x-ratelimit-reset-tokens", "1e9"),
        ),
    ];
    let exhausted = ("x-ratelimit-remaining-tokens", "0");
    let mut waits = Vec::new();
    for unusable in 0..=7 {
        // Those in the body stand between the waits and the reset of a limit.
        let in_header = [0, 1, 2, 3, 6];
        let headers: Vec<Header> = sources
            .iter()
            .zip(in_header)
            .map(|((usable, garbage), place)| if place < unusable { *garbage } else { *usable })
            .chain([exhausted])
            .collect();
        let delay = if unusable > 4 { "later" } else { "5s" };
        let text = if unusable > 5 { "a moment" } else { "6s" };
        let row = row(429, body(delay, text), THROTTLED, RateLimit).with(&headers);
        waits.push(row.error(&[], |reply| reply).classify());
    }
    let expected: Vec<Classification> = (1..=6)
        .map(|wait| after(wait * 1_000))
        .chain([at_most(7_000), THROTTLED])
        .collect();
    assert_eq!(waits, expected);
}

#[test]
fn the_class_of_a_status_comes_before_a_general_type() {
    for (status, general, verdict) in [
        (520, "invalid_request_error", (TRANSIENT, Server)),
        (418, "server_error", (PERMANENT, InvalidRequest)),
    ] {
        let body = format!(r#"{{"error":{{"type":"{general}","message":"m"}}}}"#);
        let row = row(status, body, verdict.0, verdict.1);
        assert_eq!(crate::judged(&row.error(&[], |it| it)).1, row.verdict);
    }
}
