//! The status and the body of a reply, out of the text of an error: many clients print both, and hand on nothing else.
//!
//! What stands in quotes is somebody else's, such as a prompt, and is not looked at.

use http::{HeaderMap, StatusCode};

use super::error::ApiError;
use super::facts::Facts;
use super::judge::judge;
use super::kind::ErrorKind;
use super::profile::Field;
use super::reply::Reply;
use crate::classify::Classification;

/// So much of a text is looked at: a body, and as much again before it.
const LIMIT: usize = 2 * super::body::LIMIT;

/// Words before a number that is no status.
const BEFORE_OTHERS: [&str; 3] = ["line", "column", "port"];

/// Words behind a number that is no status.
const BEHIND_OTHERS: [&str; 11] = [
    "ms",
    "milliseconds",
    "s",
    "seconds",
    "bytes",
    "characters",
    "tokens",
    "words",
    "times",
    "attempts",
    "retries",
];

impl ApiError {
    /// Reads an error from text, for clients whose errors tell more to people than to programs.
    ///
    /// The body of the reply begins at the first `{` or `<`. The status is the first number before it from 400 to 599
    /// that is not part of an address or an amount. Both are judged as by [`Reply`], without headers: a delay counts if
    /// the body names it. If there is no error object, the text after the status and a colon is the provider's message:
    /// `429 Too Many Requests: no credit`. Without a status, an error object decides. Without either, the error is
    /// transient and of the kind [`Connection`](ErrorKind::Connection). Quoted text is ignored.
    ///
    /// This is a guess, since no client promises its texts. If an error has fields, read those instead.
    ///
    /// # Example
    ///
    /// ```
    /// use retry_attr::ApiError;
    /// use retry_attr::api::ErrorKind;
    ///
    /// let text = r#"API error 429 Too Many Requests: {"error":{"type":"insufficient_quota","message":"no credit"}}"#;
    /// let error = ApiError::from_text(text);
    /// assert_eq!(error.kind(), ErrorKind::Quota);
    /// assert!(!error.is_retryable());
    ///
    /// assert!(ApiError::from_text("error sending request: connection refused").is_retryable());
    /// ```
    #[must_use]
    pub fn from_text(text: &str) -> Self {
        let text = start(text);
        let (head, body) = split(text);
        let headers = HeaderMap::new();
        let mut facts = Facts::read(body.as_bytes());
        if let Some((status, behind)) = status(&head) {
            let message = message(behind).filter(|_| facts.message.is_none());
            facts.note(Field::Message, message.unwrap_or_default());
            let reply = if body.is_empty() { text } else { body };
            let error = Reply::new(status, &headers, reply.as_bytes()).error(facts);
            return match message {
                // With what is quoted there.
                Some(_) => error.with_message(text),
                None => error,
            };
        }
        if facts.is_error {
            return judge(facts, &headers, None).with_body(body.as_bytes());
        }
        Self::without_reply(ErrorKind::Connection, Classification::Transient, text)
    }
}

fn start(text: &str) -> &str {
    let is_whole = |end: &usize| text.is_char_boundary(*end);
    let end = (0..=text.len().min(LIMIT)).rev().find(is_whole);
    &text[..end.unwrap_or_default()]
}

/// What stands before the body, without what is quoted there, and the body.
fn split(text: &str) -> (String, &str) {
    let mut head = String::new();
    let mut rest = text;
    // Quotes of which it is known that nothing closes them.
    let mut open = Vec::new();
    while let Some(next) = rest.chars().next() {
        if matches!(next, '{' | '<') {
            break;
        }
        let is_within_word = next == '\'' && head.ends_with(char::is_alphanumeric);
        let behind = &rest[next.len_utf8()..];
        if let Some(close) = closing(next).filter(|it| !is_within_word && !open.contains(it)) {
            if let Some(end) = end_of_quote(behind, close) {
                head.push(' ');
                rest = &behind[end..];
                continue;
            }
            open.push(close);
        }
        head.push(next);
        rest = behind;
    }
    (head, rest)
}

const fn closing(quote: char) -> Option<char> {
    match quote {
        '"' | '\'' | '`' => Some(quote),
        '“' => Some('”'),
        '«' => Some('»'),
        _ => None,
    }
}

/// Where the text behind a quote goes on. A backslash takes a quote its meaning, and an apostrophe has none.
fn end_of_quote(text: &str, close: char) -> Option<usize> {
    let mut chars = text.char_indices().peekable();
    while let Some((at, next)) = chars.next() {
        if next == '\\' {
            chars.next();
        } else if next == close {
            let is_apostrophe =
                close == '\'' && chars.peek().is_some_and(|(_, it)| it.is_alphanumeric());
            if !is_apostrophe {
                return Some(at + close.len_utf8());
            }
        }
    }
    None
}

/// The first number that may be the status of an error, and what stands behind it.
fn status(text: &str) -> Option<(StatusCode, &str)> {
    let mut before = "";
    let mut rest = text.trim_start();
    while !rest.is_empty() {
        let end = rest.find(char::is_whitespace).unwrap_or(rest.len());
        let (word, behind) = rest.split_at(end);
        let next = behind.split_whitespace().next().unwrap_or_default();
        if let Some(status) = number(word) {
            if !is_one_of(before, &BEFORE_OTHERS) && !is_one_of(next, &BEHIND_OTHERS) {
                return Some((status, &rest[word.trim_end_matches(is_punctuation).len()..]));
            }
        }
        before = word;
        rest = behind.trim_start();
    }
    None
}

fn is_one_of(word: &str, names: &[&str]) -> bool {
    names.contains(&word.trim_matches(is_punctuation))
}

/// What a provider says to a person: what follows a colon behind the status. A colon in an address is none.
fn message(behind: &str) -> Option<&str> {
    let mut colons = behind.match_indices(':');
    let said = colons.find_map(|(at, _)| {
        let said = &behind[at + 1..];
        said.starts_with(char::is_whitespace).then(|| said.trim())
    })?;
    (!said.is_empty()).then_some(said)
}

/// `401`, `(401)`, `401:`, and with a name before it, as in `status=401` or `Http(401)`.
fn number(word: &str) -> Option<StatusCode> {
    let word = word.trim_matches(is_punctuation);
    let (name, number) = match word.rfind(['=', ':', '(', '[']) {
        Some(at) => (&word[..at], &word[at + 1..]),
        None => ("", word),
    };
    // Else it is the port of an address.
    let is_name = name.split(['=', ':', '(', '[']).all(|part| {
        part != "localhost"
            && part
                .chars()
                .all(|it| it.is_alphabetic() || "_-".contains(it))
    });
    let is_number = number.len() == 3 && number.bytes().all(|it| it.is_ascii_digit());
    let status = number.parse().ok().filter(|_| is_name && is_number)?;
    (400..=599)
        .contains(&status)
        .then(|| StatusCode::from_u16(status).ok())?
}

fn is_punctuation(character: char) -> bool {
    "()[],;:.!-".contains(character)
}
