//! The name of a failure says what it means where the status says nothing: in an error that came with 200.

use retry_attr::Classification;
use retry_attr::api::ErrorKind::{
    Authentication, ContentPolicy, ContextTooLong, InvalidRequest, NotFound, Overloaded,
    Permission, Quota, RateLimit, Server, Timeout,
};
use retry_attr::api::{ErrorKind, Provider, Reply};

use crate::{
    DATE, MIDNIGHT_PACIFIC, PERMANENT, THROTTLED, TRANSIENT, header_map, judged, status, until,
};

type Name = (&'static str, Classification, ErrorKind);

#[track_caller]
fn assert_means(provider: Provider, body: &str, (name, classification, kind): Name) {
    let headers = header_map(&[DATE]);
    let error = Reply::new(status(200), &headers, body.as_bytes())
        .provider(provider)
        .into_error();
    assert_eq!(judged(&error), (provider, (classification, kind)), "{name}");
    assert_eq!(error.code(), Some(name));
}

#[test]
#[rustfmt::skip]
fn of_openai_and_those_that_speak_its_language() {
    for name in [
        ("rate_limit_exceeded", THROTTLED, RateLimit),
        ("slow_down", THROTTLED, RateLimit),
        ("server_is_overloaded", THROTTLED, Overloaded),
        ("insufficient_quota", PERMANENT, Quota),
        ("credit_balance_exhausted", PERMANENT, Quota),
        ("billing_not_active", PERMANENT, Quota),
        ("usage_not_included", PERMANENT, Quota),
        ("usage_limit_reached", PERMANENT, Quota),
        ("project_spend_limit_exceeded", PERMANENT, Quota),
        ("organization_usage_limit_exceeded", PERMANENT, Quota),
        ("context_length_exceeded", PERMANENT, ContextTooLong),
        ("content_filter", PERMANENT, ContentPolicy),
        ("content_policy_violation", PERMANENT, ContentPolicy),
        ("invalid_api_key", PERMANENT, Authentication),
        ("model_not_found", PERMANENT, NotFound),
        ("rate_limit_error", THROTTLED, RateLimit),
        ("rate_limited", THROTTLED, RateLimit),
        ("requests", THROTTLED, RateLimit),
        ("tokens", THROTTLED, RateLimit),
        ("overloaded_error", THROTTLED, Overloaded),
        ("service_unavailable_error", THROTTLED, Overloaded),
        ("timeout_error", TRANSIENT, Timeout),
        ("server_error", TRANSIENT, Server),
        ("api_error", TRANSIENT, Server),
        ("authentication_error", PERMANENT, Authentication),
        ("permission_error", PERMANENT, Permission),
        ("not_found_error", PERMANENT, NotFound),
        ("invalid_request_error", PERMANENT, InvalidRequest),
        ("invalid_request", PERMANENT, InvalidRequest),
    ] {
        for provider in [Provider::OpenAi, Provider::AzureOpenAi, Provider::Groq, Provider::OpenRouter, Provider::Compatible] {
            for field in ["code", "type"] {
                assert_means(provider, &format!(r#"{{"error":{{"message":"m","{field}":"{}"}}}}"#, name.0), name);
            }
        }
    }
    let missing = ("DeploymentNotFound", PERMANENT, NotFound);
    assert_means(Provider::AzureOpenAi, r#"{"error":{"code":"DeploymentNotFound","message":"m"}}"#, missing);
}

#[test]
#[rustfmt::skip]
fn of_anthropic() {
    for name in [
        ("rate_limit_error", THROTTLED, RateLimit),
        ("overloaded_error", THROTTLED, Overloaded),
        ("api_error", TRANSIENT, Server),
        ("timeout_error", TRANSIENT, Timeout),
        ("conflict_error", TRANSIENT, Server),
        ("billing_error", PERMANENT, Quota),
        ("invalid_request_error", PERMANENT, InvalidRequest),
        ("authentication_error", PERMANENT, Authentication),
        ("permission_error", PERMANENT, Permission),
        ("not_found_error", PERMANENT, NotFound),
        ("memory_precondition_failed", PERMANENT, InvalidRequest),
        ("request_too_large", PERMANENT, ContextTooLong),
    ] {
        let body = format!(r#"{{"type":"error","error":{{"type":"{}","message":"m"}}}}"#, name.0);
        assert_means(Provider::Anthropic, &body, name);
    }
    // Types that decide before a status that says otherwise.
    for (kind, expected) in [
        ("rate_limit_error", (THROTTLED, RateLimit)),
        ("overloaded_error", (THROTTLED, Overloaded)),
        ("billing_error", (PERMANENT, Quota)),
        ("authentication_error", (PERMANENT, Authentication)),
        ("permission_error", (PERMANENT, Permission)),
        ("not_found_error", (PERMANENT, NotFound)),
    ] {
        let body = format!(r#"{{"type":"error","error":{{"type":"{kind}","message":"m"}}}}"#);
        for code in [400, 500] {
            let error = Reply::new(status(code), &header_map([]), body.as_bytes()).into_error();
            assert_eq!(judged(&error), (Provider::Anthropic, expected), "{code} {kind}");
        }
    }
    // Finer than the type beside it, even one that says the opposite.
    for name in [
        ("ramp_limit_exceeded", THROTTLED, RateLimit),
        ("compaction_unavailable", THROTTLED, Overloaded),
        ("cmek_key_unreachable", TRANSIENT, Server),
        ("cmek_context_unavailable", TRANSIENT, Server),
        ("concurrent_membership_change", TRANSIENT, Server),
        ("external_key_changed", TRANSIENT, Server),
        ("scan_pending", TRANSIENT, Server),
        ("external_key_validation_timed_out", TRANSIENT, Timeout),
        ("contract_spend_limit_reached", PERMANENT, Quota),
        ("plugin_name_taken", PERMANENT, InvalidRequest),
    ] {
        for kind in ["invalid_request_error", "rate_limit_error", "permission_error"] {
            let details = format!(r#"{{"error_code":"{}"}}"#, name.0);
            let body = format!(r#"{{"type":"error","error":{{"type":"{kind}","message":"m","details":{details}}}}}"#);
            assert_means(Provider::Anthropic, &body, name);
        }
    }
}

#[test]
#[rustfmt::skip]
fn of_google() {
    for name in [
        ("RESOURCE_EXHAUSTED", THROTTLED, RateLimit),
        ("too_many_requests", THROTTLED, RateLimit),
        ("rate_limit_exceeded", THROTTLED, RateLimit),
        ("UNAVAILABLE", THROTTLED, Overloaded),
        ("INTERNAL", TRANSIENT, Server),
        ("DEADLINE_EXCEEDED", TRANSIENT, Timeout),
        ("quota_exceeded", until(MIDNIGHT_PACIFIC), Quota),
        ("BILLING_DISABLED", PERMANENT, Quota),
        ("API_KEY_INVALID", PERMANENT, Authentication),
        ("UNAUTHENTICATED", PERMANENT, Authentication),
        ("PERMISSION_DENIED", PERMANENT, Permission),
        ("NOT_FOUND", PERMANENT, NotFound),
        ("INVALID_ARGUMENT", PERMANENT, InvalidRequest),
        ("FAILED_PRECONDITION", PERMANENT, InvalidRequest),
        ("CANCELLED", PERMANENT, InvalidRequest),
        ("ALREADY_EXISTS", PERMANENT, InvalidRequest),
        ("OUT_OF_RANGE", PERMANENT, InvalidRequest),
        ("UNIMPLEMENTED", PERMANENT, InvalidRequest),
        ("DATA_LOSS", PERMANENT, InvalidRequest),
    ] {
        for field in ["code", "status"] {
            let body = format!(r#"{{"error":{{"{field}":"{}","message":"m"}}}}"#, name.0);
            assert_means(Provider::Gemini, &body, name);
        }
    }
}

/// The exceptions that stand in an event stream begin in lower case there.
#[test]
#[rustfmt::skip]
fn of_aws() {
    for name in [
        ("throttlingException", THROTTLED, RateLimit),
        ("ThrottledException", THROTTLED, RateLimit),
        ("RequestThrottledException", THROTTLED, RateLimit),
        ("TooManyRequestsException", THROTTLED, RateLimit),
        ("modelNotReadyException", THROTTLED, Overloaded),
        ("serviceUnavailableException", THROTTLED, Overloaded),
        ("internalServerException", TRANSIENT, Server),
        ("modelErrorException", TRANSIENT, Server),
        ("modelStreamErrorException", TRANSIENT, Server),
        ("modelTimeoutException", TRANSIENT, Timeout),
        ("RequestTimeoutException", TRANSIENT, Timeout),
        ("serviceQuotaExceededException", PERMANENT, Quota),
        ("validationException", PERMANENT, InvalidRequest),
        ("accessDeniedException", PERMANENT, Permission),
        ("UnrecognizedClientException", PERMANENT, Authentication),
        ("ExpiredTokenException", PERMANENT, Authentication),
        ("resourceNotFoundException", PERMANENT, NotFound),
    ] {
        for field in ["__type", "code"] {
            assert_means(Provider::Bedrock, &format!(r#"{{"{field}":"{}","message":"m"}}"#, name.0), name);
        }
    }
}

#[test]
fn of_mistral() {
    let body = r#"{"object":"error","message":"m","code":"1300"}"#;
    assert_means(Provider::Mistral, body, ("1300", THROTTLED, RateLimit));
}

/// The name that a gateway gives to a failure is shown, and what stands in its message decides.
#[test]
fn of_a_gateway() {
    let headers = header_map(&[]);
    let name = |status_code, body: &str| {
        let error = Reply::new(status(status_code), &headers, body.as_bytes()).into_error();
        (error.code().map(str::to_owned), error.kind())
    };
    let inner = r#"{\"error\":{\"code\":\"context_length_exceeded\",\"message\":\"m\"}}"#;
    let outer = format!(r#"{{"error":{{"code":"upstream_failed","message":"it said {inner}"}}}}"#);
    let expected = (Some("upstream_failed".to_owned()), ContextTooLong);
    assert_eq!(name(500, &outer), expected);
    // It has none of its own.
    let outer = format!(r#"{{"error":{{"type":"api_error","message":"it said {inner}"}}}}"#);
    let expected = (Some("context_length_exceeded".to_owned()), ContextTooLong);
    assert_eq!(name(500, &outer), expected);
    // A number of zero names nothing.
    assert_eq!(
        name(400, r#"{"code":0,"message":"m"}"#),
        (None, InvalidRequest)
    );
}
