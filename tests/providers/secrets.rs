//! Keys, wherever a reply may hold them, are not shown: neither by `Debug` nor by `Display`.
//!
//! The keys are invented, and cut in two so that no scanner takes them for real ones.

use http::{HeaderMap, HeaderName, HeaderValue};
use retry_attr::api::{Provider, Reply};

use crate::status;

const KEYS: [&str; 21] = [
    // OpenAI: of a project, of a service account, of old, of a session
    concat!(
        "sk-",
        "proj-Ab3dEf6hIj9kLm2nOp5q_rSt8uVw1xYz4T3Blbk-FJaB7cD0eF3gH6iJ9"
    ),
    concat!("sk-", "svcacct-q1W2e3R4t5Y6u7I8o9P0-aSdFgHjK"),
    concat!("sk-", "a1B2c3D4e5F6g7H8T3BlbkFJi9J0k1L2m3N4o5P6"),
    concat!("sess", "-a1B2c3D4e5F6g7H8i9J0k1L2m3N4o5P6q7R8s9T0"),
    // Anthropic
    concat!(
        "sk-",
        "ant-api03-x7Kd9_aLq2Wm-4vBn8Tz_Rf5Yh-1Gc3Jp6Xs0EuQ-AA"
    ),
    // Azure: of old and of today
    concat!("0a1b2c3d4e5f", "60718293a4b5c6d7e8f9"),
    concat!(
        "7Hq2Lk9Zx4Vb",
        "8Nm3Tr6Yw1Pc5Jd0Fg7Sa2Ku9Ie4Xo8Qz3Mn6Bv1JQQJ99BKACHYHv6XJ3w3AAABACOG"
    ),
    // Gemini and Google Cloud
    concat!("AIza", "SyD4x9q-K2mPw7_Rt5Yh8Jn3Lb6Vc0Xz1Qs"),
    concat!("AQ", ".Ab8RN6Kx2-pLm9_Qw4Tz7Yv"),
    concat!("ya29", ".a0AfH6SMBx7-Kq9_Lm2Np5Rt8"),
    // Bedrock: of a user, of a role, a secret, for long and for short
    concat!("AKIA", "Q3EGRX7PLMN4WZ2T"),
    concat!("ASIA", "Q3EGRX7PLMN4WZ2T"),
    concat!(
        "ABSK",
        "QmVkcm9ja0FQSUtleS1hYmNkLWF0LTEyMzQ1Njc4OTAxMjpYWVo="
    ),
    concat!(
        "bedrock-api-key",
        "-YmVkcm9jay5hbWF6b25hd3MuY29tLz9BY3Rpb249Q2Fs"
    ),
    // Mistral, Cohere
    concat!("hT7kQ2wZx9Lp", "4Vn8Rb3Yc6Jd1Gf5Ms0A"),
    concat!("Kx2pLm9Qw4Tz", "7Yv1Rb6Nc3Jd8Gf5Hs0AeUiOqXyZ"),
    // Groq, OpenRouter, Together: of old and of today, Ollama
    concat!("gsk", "_a1B2c3D4e5F6g7H8i9J0WGdyb3FYk1L2m3N4o5P6q7R8s9T0"),
    concat!(
        "sk-",
        "or-v1-0a1b2c3d4e5f60718293a4b5c6d7e8f90a1b2c3d4e5f60718293a4b5c6d7e8f9"
    ),
    concat!(
        "0a1b2c3d4e5f60718293a4b5",
        "c6d7e8f90a1b2c3d4e5f60718293a4b5c6d7e8f9"
    ),
    concat!("tgp_v1", "_Kx2pLm9-Qw4Tz7Yv_1Rb6Nc3Jd8Gf5Hs0A"),
    concat!(
        "0a1b2c3d4e5f60718293a4b5c6d7e8f9",
        ".Kx2pLm9Qw4Tz7Yv1Rb6Nc3Jd"
    ),
];

/// No piece of the key is shown, but for its start, by which people tell their keys apart.
#[track_caller]
fn assert_hides(shown: &str, key: &str, place: &str) {
    let mut pieces = (key.len() / 4..=key.len() - 8).map(|at| &key[at..at + 8]);
    assert!(
        !pieces.any(|piece| shown.contains(piece)),
        "{key} in {place}: {shown}"
    );
}

#[track_caller]
fn assert_reply_hides(key: &str, status_code: u16, headers: &HeaderMap, body: &str, place: &str) {
    let url = format!("https://user:{key}@api.openai.com/v1/responses?key={key}");
    let reply = Reply::new(status(status_code), headers, body.as_bytes());
    for reply in [reply, reply.url(&url), reply.provider(Provider::Gemini)] {
        assert_hides(&format!("{reply:?} {reply:#?}"), key, place);
        let error = reply.into_error();
        assert_hides(&format!("{error} {error:?} {error:#?}"), key, place);
    }
}

#[test]
fn in_messages() {
    for key in KEYS {
        for text in [
            format!("Incorrect API key provided: {key}."),
            format!("Incorrect API key provided: {key}"),
            format!("invalid x-api-key '{key}'"),
            format!("Authorization: Bearer {key}, please check"),
            format!("Authorization: Basic {key}"),
            format!("bad header {{\\\"api-key\\\": \\\"{key}\\\"}}"),
            format!("GET https://api.example.com/v1/models?key={key}&alt=sse failed"),
            format!("GET https://api.example.com/v1/models?api_key={key} failed"),
            format!("GET https://api.example.com/v1/models?api-key={key}#top failed"),
            format!("GET https://api.example.com/v1/models?access_token={key} failed"),
            format!("GET https://user:{key}@api.example.com/v1/models failed"),
            format!("GET https://{key}@api.example.com/v1/models failed"),
            format!("GET https://api.example.com/keys/{key}/usage failed"),
            format!("redirect to https%3A%2F%2Fapi.example.com%2F%3Fkey%3D{key}"),
            format!("Cookie: session={key}; path=/"),
            format!(
                "key=\\\"{key}\\\" token=[{key}] ({key}) <{key}> `{key}` {key},{key};{key}|{key}\\n{key}"
            ),
        ] {
            for body in [
                format!(
                    r#"{{"error":{{"message":"{text}","type":"invalid_request_error","code":"invalid_api_key"}}}}"#
                ),
                format!(r#"{{"message":"{text}"}}"#),
                format!(r#"{{"detail":[{{"msg":"{text}"}}]}}"#),
                format!(r#"{{"error":"{text}"}}"#),
                text.clone(),
                format!("<html><title>{text}</title></html>"),
            ] {
                assert_reply_hides(key, 401, &HeaderMap::new(), &body, &body);
            }
        }
    }
}

#[test]
fn in_codes() {
    for key in KEYS {
        for body in [
            format!(r#"{{"error":{{"message":"m","type":"{key}","code":"{key}"}}}}"#),
            format!(
                r#"{{"error":{{"message":"m","status":"{key}","details":[{{"reason":"{key}"}}]}}}}"#
            ),
            format!(r#"{{"__type":"{key}","code":"{key}"}}"#),
        ] {
            assert_reply_hides(key, 400, &HeaderMap::new(), &body, &body);
        }
    }
}

#[test]
fn in_headers() {
    for key in KEYS {
        let mut headers = HeaderMap::new();
        for name in [
            "authorization",
            "proxy-authorization",
            "x-api-key",
            "api-key",
            "x-goog-api-key",
            "ocp-apim-subscription-key",
            "x-amz-security-token",
            "x-amzn-errortype",
            "cookie",
            "set-cookie",
            "location",
            "www-authenticate",
            "retry-after",
            "x-should-retry",
        ] {
            for value in [
                key.to_owned(),
                format!("Bearer {key}"),
                format!("session={key}; HttpOnly"),
            ] {
                headers.append(
                    HeaderName::from_static(name),
                    HeaderValue::from_str(&value).unwrap(),
                );
            }
        }
        assert_reply_hides(key, 401, &headers, "", "headers");
        assert_reply_hides(
            key,
            429,
            &headers,
            r#"{"error":{"message":"m"}}"#,
            "headers",
        );
    }
}

/// A secret of AWS has no form of its own; it is known by what stands before it.
#[test]
fn introduced() {
    let key = concat!("wJalrXUtnFEMI/K7MD", "ENG/bPxRfiCYzQ8T");
    for text in [
        format!("aws_secret_access_key={key}"),
        format!("AWS_SECRET_ACCESS_KEY: {key}"),
        format!("secret access key: {key}"),
        format!("client_secret={key}"),
        format!("password: {key}"),
    ] {
        let body = format!(r#"{{"message":"{text}"}}"#);
        assert_reply_hides(key, 403, &HeaderMap::new(), &body, &text);
    }
}

/// What a person needs stays.
#[test]
fn what_is_no_secret_is_shown() {
    let body = r#"{"error":{"message":"The model `gpt-5-2025-08-07` does not exist; see https://platform.openai.com/docs/models/gpt-5.",
        "type":"invalid_request_error","code":"model_not_found"},"request_id":"req_011CSHoEeqs5C35K2UUqR7Fy"}"#;
    let shown = Reply::new(status(404), &HeaderMap::new(), body.as_bytes())
        .into_error()
        .to_string();
    assert_eq!(
        shown,
        "API: not found (404, model_not_found): The model `gpt-5-2025-08-07` does not exist; see \
         https://platform.openai.com/docs/models/gpt-5; request id req_011CSHoEeqs5C35K2UUqR7Fy",
    );
}
