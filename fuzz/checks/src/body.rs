//! The error that is made of a reply, whoever answers.

mod statuses;

use std::time::Duration;

use http::HeaderValue;
use retry_attr::api::{ErrorKind, Provider, Reply};
use retry_attr::{ApiError, Classify};

use crate::memory::peak;
use crate::reply::Written;

const PROVIDERS: [Provider; 27] = [
    Provider::Compatible,
    Provider::Anthropic,
    Provider::AzureOpenAi,
    Provider::Bedrock,
    Provider::Cerebras,
    Provider::Cloudflare,
    Provider::Cohere,
    Provider::DashScope,
    Provider::DeepSeek,
    Provider::Fireworks,
    Provider::Gemini,
    Provider::Groq,
    Provider::HuggingFace,
    Provider::LiteLlm,
    Provider::LlamaCpp,
    Provider::LmStudio,
    Provider::MiniMax,
    Provider::Mistral,
    Provider::Ollama,
    Provider::OpenAi,
    Provider::OpenRouter,
    Provider::Perplexity,
    Provider::Replicate,
    Provider::Together,
    Provider::Vllm,
    Provider::Xai,
    Provider::Zai,
];

/// So much of a body is kept.
const LIMIT: usize = 64 * 1024;

/// Up to this size every body is taken for every provider's.
const SMALL: usize = 4096;

/// For the body that is kept, its text, a message of that length in two cases, and some change: whatever came.
const MEMORY: isize = 1024 * 1024;

/// Where these stand in the input, a key is planted, or the text before the second is repeated.
const PLACE: &[u8] = b"%KEY";
const AGAIN: &[u8] = b"%AGAIN";

const KEYS: [&str; 2] = [
    "sk-proj-4f9a8b7c6d5e4f3a2b1c0d9e8f7a6b5c4d3e2f1a",
    "sk-ant-a1b2-c3d4-e5f6-g7h8-i9j0",
];

/// The first characters of a key may be shown.
const SHOWN: usize = 12;

/// # Panics
///
/// If reading panics, takes more memory than is bounded, differs from one time to the next, keeps too much, shows a
/// planted key, or judges a body that says nothing otherwise than its status.
pub fn hold(input: &[u8]) {
    let key = KEYS[input.len() % KEYS.len()];
    let mut written = Written::read(input);
    written.body = repeated(&planted(&written.body, key));
    written.headers = written
        .headers
        .iter()
        .filter_map(|(name, value)| {
            let value = HeaderValue::from_bytes(&planted(value.as_bytes(), key)).ok()?;
            Some((name.clone(), value))
        })
        .collect();
    let found = Reply::new(written.status, &written.headers, &written.body).url(&written.url);
    hold_for(found, &written, key);
    hold_for_text(&String::from_utf8_lossy(&written.body), key);
    if let Err(error) = found.json::<serde_json::Value>() {
        hides(key, &format!("{error}\n{error:?}"));
    }
    // A large body says the same to all, in a longer time.
    let stated = match written.body.len() {
        0..=SMALL => &PROVIDERS[..],
        _ => std::slice::from_ref(&PROVIDERS[input.len() % PROVIDERS.len()]),
    };
    for provider in stated {
        let error = hold_for(found.provider(*provider), &written, key);
        assert_eq!(error.provider(), *provider);
    }
}

/// The body as the text of an error.
fn hold_for_text(text: &str, key: &str) {
    let (error, memory) = peak(|| ApiError::from_text(text));
    assert!(memory < MEMORY, "{memory} bytes at once");
    hides(key, &format!("{error}\n{error:?}"));
    let status = error.status().map(|it| it.as_u16());
    assert!(status.is_none_or(|it| (400..=599).contains(&it)), "{error}");
}

fn hides(key: &str, shown: &str) {
    for part in key.as_bytes().windows(SHOWN) {
        let part = std::str::from_utf8(part).expect("a key is ASCII");
        assert!(!shown.contains(part), "a key is shown: {shown}");
    }
}

fn hold_for(reply: Reply<'_>, written: &Written, key: &str) -> ApiError {
    let Written {
        status,
        headers,
        body,
        ..
    } = written;
    let (error, memory) = peak(|| reply.into_error());
    assert!(memory < MEMORY, "{memory} bytes at once");
    let shown = format!("{error}\n{error:?}\n{reply:?}");
    let again = reply.into_error();
    assert_eq!(shown, format!("{again}\n{again:?}\n{reply:?}"));

    assert_eq!(error.status(), Some(*status));
    assert_eq!(error.body(), &body[..body.len().min(LIMIT)]);
    hides(key, &shown);

    let classification = error.classify();
    assert_eq!(classification.is_retryable(), error.is_retryable());
    assert_ne!(error.retry_after(), Some(Duration::ZERO));
    assert_ne!(classification.retry_after(), Some(Duration::ZERO));

    match reply.check() {
        Ok(()) => assert!(
            status.is_success(),
            "an error is taken for a success: {shown}"
        ),
        Err(checked) => {
            let signs = [
                &b"error"[..],
                b"ERROR",
                b"base_resp",
                b"blockReason",
                b"finishReason",
            ];
            let is_stream = error.kind() == ErrorKind::Cut;
            assert!(!status.is_success() || is_stream || signs.iter().any(|it| holds(body, it)));
            assert_eq!(shown, format!("{checked}\n{checked:?}\n{reply:?}"));
        }
    }
    let empty = Reply::new(*status, headers, b"").provider(error.provider());
    let empty = empty.into_error();
    // A stream that ends before its first event says that.
    let is_stream = [error.kind(), empty.kind()].contains(&ErrorKind::Cut);
    if says_nothing(body) && !is_stream {
        assert_eq!(error.kind(), empty.kind());
        assert_eq!(error.is_retryable(), empty.is_retryable());
        // A plain text may name a wait.
        let text = body.to_ascii_lowercase();
        let mut phrases = ["again", "retry", "wait", "reset", "available in"].iter();
        if !phrases.any(|phrase| holds(&text, phrase.as_bytes())) {
            assert_eq!(error.retry_after(), empty.retry_after());
        }
        if !["x-should-retry", "x-amzn-errortype"]
            .iter()
            .any(|name| headers.contains_key(*name))
        {
            let expected = statuses::is_retryable(error.provider(), status.as_u16());
            assert_eq!(error.is_retryable(), expected, "{status}: {shown}");
        }
    }
    error
}

/// Whether no line of a body begins a JSON object or list, nor holds the data of an event that may be one.
fn says_nothing(body: &[u8]) -> bool {
    let text = String::from_utf8_lossy(body);
    let text = text.trim_start_matches('\u{feff}');
    let mut lines = text.lines();
    !text.contains("data:") && !lines.any(|line| line.trim_start().starts_with(['{', '[']))
}

fn holds(body: &[u8], part: &[u8]) -> bool {
    body.windows(part.len()).any(|window| window == part)
}

/// With the key in the places for it, as a word of its own.
fn planted(text: &[u8], key: &str) -> Vec<u8> {
    let mut planted = Vec::new();
    let mut rest = text;
    while let Some(at) = rest.windows(PLACE.len()).position(|it| it == PLACE) {
        planted.extend(&rest[..at]);
        let is_within = planted
            .last()
            .is_some_and(|byte: &u8| byte.is_ascii_alphanumeric());
        planted.extend(is_within.then_some(b' '));
        planted.extend(key.bytes());
        rest = &rest[at + PLACE.len()..];
    }
    planted.extend(rest);
    planted
}

/// Larger than fits a corpus: what stands before the mark, many times.
fn repeated(body: &[u8]) -> Vec<u8> {
    let Some(at) = body.windows(AGAIN.len()).position(|it| it == AGAIN) else {
        return body.to_vec();
    };
    let (start, rest) = (&body[..at], &body[at + AGAIN.len()..]);
    let times = (LIMIT + LIMIT / 8) / start.len().max(1);
    let mut repeated = start.repeat(times);
    repeated.extend(rest);
    repeated
}
