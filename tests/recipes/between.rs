use std::time::Duration;

use retry_attr::api::ErrorKind;
use retry_attr::testing::SkipDelays;
use serde_json::{Value, json};
use test_support::{Answer, Server};

use Delay::{First, Now, Other, Second};

use crate::{ask_again, new_token, next_key, shorter_prompt};

/// A client that looks for neither proxies nor certificates.
fn http() -> reqwest::Client {
    let builder = reqwest::Client::builder().no_proxy();
    #[cfg(feature = "tls")]
    let builder = {
        let _ = rustls::crypto::ring::default_provider().install_default();
        builder.tls_certs_only([])
    };
    builder.build().unwrap()
}

fn error(status: u16, code: &str) -> Answer {
    let error = json!({ "error": { "message": "no", "type": code, "code": code } });
    Answer::new(status, error.to_string())
}

fn quota() -> Answer {
    error(429, "insufficient_quota")
}

fn overloaded() -> Answer {
    error(503, "server_error")
}

fn refused() -> Answer {
    error(401, "invalid_api_key")
}

fn too_long() -> Answer {
    error(400, "context_length_exceeded")
}

fn completion(text: &str) -> Answer {
    let choice = json!({ "message": { "content": text }, "finish_reason": "stop" });
    Answer::new(200, json!({ "choices": [choice] }).to_string())
}

/// None, the first or the second delay of the policy with its jitter, or what it should not be.
#[derive(Debug, PartialEq)]
enum Delay {
    Now,
    First,
    Second,
    Other(Duration),
}

fn delays(skipped: &SkipDelays) -> Vec<Delay> {
    let recorded = skipped.recorded().into_iter();
    let name = |delay: Duration| match delay.as_millis() {
        0 => Now,
        500..=1_000 => First,
        1_001..=2_000 => Second,
        _ => Other(delay),
    };
    recorded.map(name).collect()
}

/// What each request had in a header.
fn headers(server: &Server, name: &str) -> Vec<String> {
    (0..server.count())
        .map(|it| server.header(it, name))
        .collect()
}

/// The messages of each request.
fn conversations(server: &Server) -> Vec<Value> {
    let body = |it| serde_json::from_slice::<Value>(&server.body(it)).unwrap();
    (0..server.count())
        .map(|it| body(it)["messages"].clone())
        .collect()
}

#[tokio::test]
async fn every_key_is_tried_without_a_delay() {
    let server = Server::start([quota()]);
    let skipped = SkipDelays::new();
    let mut keys = &["a", "b", "c"][..];
    let error = next_key::ask(&http(), &server.url, &mut keys, "hi").await;
    assert_eq!(error.unwrap_err().kind(), ErrorKind::Quota);
    let sent = headers(&server, "authorization");
    assert_eq!(sent, ["Bearer a", "Bearer b", "Bearer c"]);
    assert_eq!(delays(&skipped), [Now, Now]);
}

#[tokio::test]
async fn an_ordinary_fault_between_the_keys_has_its_delay() {
    let server = Server::start([
        quota(),
        overloaded(),
        quota(),
        overloaded(),
        completion("hi"),
    ]);
    let skipped = SkipDelays::new();
    let mut keys = &["a", "b", "c"][..];
    let answer = next_key::ask(&http(), &server.url, &mut keys, "hi").await;
    assert!(answer.is_ok());
    let sent = headers(&server, "authorization");
    assert_eq!(
        sent,
        ["a", "b", "b", "c", "c"].map(|key| format!("Bearer {key}"))
    );
    // Another key does not advance the backoff.
    assert_eq!(delays(&skipped), [Now, First, Now, Second]);
    // The next call starts with the key that worked.
    assert_eq!(keys, ["c"]);
}

#[tokio::test]
async fn a_token_is_renewed_once() {
    let skipped = SkipDelays::new();
    let token = || new_token::Token {
        text: "old".to_owned(),
        is_new: false,
    };
    let new = || Answer::new(200, r#""new""#);
    // The token's request is between the two.
    let server = Server::start([refused(), new(), completion("hi")]);
    let answer = new_token::ask(&http(), &server.url, token(), "hi").await;
    assert!(answer.is_ok());
    assert_eq!(server.count(), 3);
    assert_eq!(server.header(0, "authorization"), "Bearer old");
    assert_eq!(server.header(2, "authorization"), "Bearer new");
    assert_eq!(delays(&skipped), [Now]);

    for second in [
        vec![new(), refused()],
        // It is the same after a fault that was waited for.
        vec![new(), overloaded(), refused()],
        // A login that is refused.
        vec![refused()],
    ] {
        let requests = 1 + second.len();
        let server = Server::start([refused()].into_iter().chain(second));
        let error = new_token::ask(&http(), &server.url, token(), "hi").await;
        assert_eq!(error.unwrap_err().kind(), ErrorKind::Authentication);
        assert_eq!(server.count(), requests);
    }
}

#[tokio::test]
async fn a_login_that_fails_is_not_multiplied() {
    let skipped = SkipDelays::new();
    let token = new_token::Token {
        text: "old".to_owned(),
        is_new: false,
    };
    let server = Server::start([refused(), error(500, "server_error")]);
    let error = new_token::ask(&http(), &server.url, token, "hi").await;
    // Six of the login, and one before it.
    assert_eq!(error.unwrap_err().attempts(), 6);
    assert_eq!(server.count(), 7);
    assert_eq!(skipped.recorded().len(), 6);
}

#[tokio::test]
async fn a_prompt_is_halved_until_it_fits() {
    let messages = vec![json!("a"), json!("b"), json!("c"), json!("d")];
    let skipped = SkipDelays::new();
    let server = Server::start([too_long(), too_long(), overloaded(), completion("hi")]);
    let answer = shorter_prompt::ask(&http(), &server.url, messages.clone()).await;
    assert!(answer.is_ok());
    let expected = [
        json!(["a", "b", "c", "d"]),
        json!(["c", "d"]),
        json!(["d"]),
        json!(["d"]),
    ];
    assert_eq!(conversations(&server), expected);
    assert_eq!(delays(&skipped), [Now, Now, First]);

    // One message alone is not made shorter.
    let server = Server::start([too_long()]);
    let error = shorter_prompt::ask(&http(), &server.url, messages).await;
    assert_eq!(error.unwrap_err().kind(), ErrorKind::ContextTooLong);
    assert_eq!(server.count(), 3);
}

#[tokio::test]
async fn the_model_is_told_what_was_wrong_and_a_limit_is_waited_for() {
    let prompt = json!({ "role": "user", "content": "numbers" });
    let skipped = SkipDelays::new();
    let limited = error(429, "rate_limit_exceeded").header("retry-after", "7");
    let server = Server::start([
        completion("one"),
        limited,
        completion("[1, \"two\"]"),
        completion("[1, 2]"),
    ]);
    let answer = ask_again::ask(&http(), &server.url, vec![prompt.clone()]).await;
    assert_eq!(answer.unwrap(), [1, 2]);
    let sent = conversations(&server);
    let lengths: Vec<usize> = sent.iter().map(|it| it.as_array().unwrap().len()).collect();
    assert_eq!(lengths, [1, 3, 3, 5]);
    assert_eq!(sent[1], sent[2]);
    assert_eq!(sent[3][1]["content"], "one");
    assert!(
        sent[3][4]["content"]
            .as_str()
            .unwrap()
            .contains("invalid type: string")
    );
    let delays = skipped.recorded();
    assert_eq!((delays[0], delays[2]), (Duration::ZERO, Duration::ZERO));
    assert!(delays[1] >= Duration::from_secs(7), "{delays:?}");

    // It is asked again twice.
    let server = Server::start([completion("one")]);
    let error = ask_again::ask(&http(), &server.url, vec![prompt]).await;
    let error = error.unwrap_err();
    assert!(matches!(error, ask_again::AskError::Invalid { answer, .. } if answer == "one"));
    assert_eq!(server.count(), 3);
}
