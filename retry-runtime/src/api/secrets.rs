//! Keeping secrets out of messages: servers repeat the keys they refuse, and URLs carry them.

use super::providers::PROFILES;

/// A word after one that ends so is a secret, whatever it looks like.
const INTRODUCTIONS: [&str; 7] = [
    "authorization",
    "basic",
    "bearer",
    "key",
    "password",
    "secret",
    "token",
];

/// So long a run of letters and digits is a key.
const LONG: usize = 32;

/// No key that begins like one is shorter.
const KEY: usize = 12;

/// No secret is shorter.
const SHORT: usize = 6;

/// `text` with everything that looks like a secret cut to its first characters.
pub(crate) fn redact(text: &str) -> String {
    let mut redacted = String::with_capacity(text.len());
    let mut rest = text;
    let mut is_introduced = false;
    let mut is_provided = false;
    while let Some(start) = rest.find(is_of_word) {
        let gap = &rest[..start];
        redacted.push_str(gap);
        rest = &rest[start..];
        let end = rest.find(|c| !is_of_word(c)).unwrap_or(rest.len());
        let (word, tail) = rest.split_at(end);
        rest = tail;
        // `key=...`, `Authorization: Bearer ...`, `"x-api-key": "..."`; not the key of a sentence.
        let is_secret = (0..=escape(gap)).any(|at| word.get(at..).is_some_and(looks_secret))
            || (is_introduced && joins(gap) && is_random(word))
            || (is_provided && joins(gap) && word.len() >= SHORT)
            || (gap == ":" && rest.starts_with('@')); // `https://user:password@host`
        if is_secret {
            redacted.extend(word.chars().take(4));
            redacted.push_str("***");
        } else {
            redacted.push_str(word);
        }
        // `Incorrect API key provided: ...` repeats what is no key of the provider's own form, too.
        is_provided = is_introduced && word == "provided";
        is_introduced = INTRODUCTIONS.iter().any(|it| ends_with(word, it));
    }
    redacted.push_str(rest);
    redacted
}

/// The same for the name of a request, which is as random as a key: only what begins like a key is one.
pub(crate) fn redact_id(id: &str) -> String {
    let mut words = id.split(|c| !is_of_word(c));
    if words.any(holds_prefixed) {
        redact(id)
    } else {
        id.to_owned()
    }
}

fn is_of_word(c: char) -> bool {
    c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | '.' | '+' | '/' | '*')
}

/// How much of the next word may belong to an escape: `%3D` or `\n`.
fn escape(gap: &str) -> usize {
    match gap.as_bytes().last() {
        Some(b'%') => 2,
        Some(b'\\') => 1,
        _ => 0,
    }
}

fn ends_with(word: &str, end: &str) -> bool {
    let start = word.len().checked_sub(end.len());
    start.is_some_and(|start| word[start..].eq_ignore_ascii_case(end))
}

/// Between an introduction and its secret.
fn joins(gap: &str) -> bool {
    gap.chars()
        .all(|c| matches!(c, ' ' | '=' | ':' | '"' | '\'' | '`'))
}

fn looks_secret(word: &str) -> bool {
    holds_prefixed(word) || longest_run(word) >= LONG && is_random(word)
}

/// At the start of the word or of a part of it, as of a path; or anywhere, if it begins like no other word.
fn holds_prefixed(word: &str) -> bool {
    let starts_part = |at: usize| !word[..at].ends_with(|c: char| c.is_ascii_alphanumeric());
    let begins = |rest: &str, prefixes: &[&str]| prefixes.iter().any(|it| rest.starts_with(it));
    (0..(word.len() + 1).saturating_sub(KEY)).any(|at| {
        let Some(rest) = word.get(at..) else {
            return false;
        };
        let starts_part = starts_part(at);
        PROFILES.iter().any(|it| {
            begins(rest, it.distinct_key_prefixes) || (starts_part && begins(rest, it.key_prefixes))
        })
    })
}

/// Of letters and digits only, so that UUIDs, paths and names of models do not count.
fn longest_run(word: &str) -> usize {
    word.split(|c: char| !c.is_ascii_alphanumeric())
        .map(str::len)
        .max()
        .unwrap_or_default()
}

fn is_random(word: &str) -> bool {
    let has = |is: fn(&u8) -> bool| word.as_bytes().iter().any(is);
    word.len() >= SHORT && has(u8::is_ascii_digit) && has(u8::is_ascii_alphabetic)
}

#[cfg(test)]
mod tests {
    use super::{redact, redact_id};

    #[test]
    fn secrets_are_cut() {
        for (text, expected) in [
            (
                "Incorrect API key provided: sk-proj-abc123def456ghi789.",
                "Incorrect API key provided: sk-p***",
            ),
            (
                "Incorrect API key provided: my-secret-key.",
                "Incorrect API key provided: my-s***",
            ),
            (
                "for url (https://host/v1?key=AIzaSyD4x9q&alt=sse)",
                "for url (https://host/v1?key=AIza***&alt=sse)",
            ),
            (
                "Authorization: Bearer abc123def",
                "Authorization: Bearer abc1***",
            ),
            (
                "{\"x-api-key\": \"0a1b2c3d\"}",
                "{\"x-api-key\": \"0a1b***\"}",
            ),
            (
                "token 0123456789abcdef0123456789abcdef is unknown",
                "token 0123*** is unknown",
            ),
            (
                "no such path: /v1/sk-ant-a1b2-c3d4-e5f6",
                "no such path: /v1/***",
            ),
            ("eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIx.c2ln", "eyJh***"),
            (
                "aws_secret_access_key=a1/b2+c3",
                "aws_secret_access_key=a1/b***",
            ),
            (
                "https://user:hunter@host/v1",
                "https://user:hunt***@host/v1",
            ),
            ("https://host/keys/sk-a1b2c3d4e5f6/use", "https://ho***"),
            ("%3Fkey%3Dsk-a1b2c3d4e5f6", "%3Fkey%3Dsk***"),
            ("100%Ask-a1b2c3d4e5f6", "100%Ask-***"),
            ("itsk-ant-a1b2-c3d4", "itsk***"),
        ] {
            assert_eq!(redact(text), expected);
        }
    }

    #[test]
    fn all_else_stays() {
        for text in [
            "",
            "Rate limit reached for gpt-4o-mini-2024-07-18 in organization org-abc123 on tokens per min (TPM)",
            "The API key is missing; see https://platform.openai.com/account/api-keys.",
            "request 3f2b8c1e-9d4a-4f6b-8e2a-1c9d7b5a3e0f failed",
            "no risk-assessment-2024-07, and no desk-12345678",
            "wrong key (abc123def is the name of the project)",
            "max_tokens: 4096 > 2048 is the maximum",
            "ключ неверен — 鍵",
        ] {
            assert_eq!(redact(text), text);
        }
    }

    #[test]
    fn ids_stay_unless_they_begin_like_a_key() {
        for id in [
            "req_0f4c5be0c1d94a5f8f0a1b2c3d4e5f60",
            "8d1f0a2b3c4d5e6f-FRA",
            "key 0a1b2c3d",
        ] {
            assert_eq!(redact_id(id), id);
        }
        assert_eq!(redact_id("sk-ant-a1b2-c3d4-e5f6"), "sk-a***");
    }
}
