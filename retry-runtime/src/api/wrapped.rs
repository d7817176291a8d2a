//! The error of a provider that a gateway has put into a text of its own: JSON behind some words, as it came, in
//! quotation marks, or as Python prints it.

use super::facts::Facts;

/// So many gateways may stand one behind the other.
const DEPTH: usize = 3;

/// What the innermost error in `message` says, if there is one.
pub(super) fn within(message: &str) -> Option<Facts> {
    let mut found: Option<Facts> = None;
    for _ in 0..DEPTH {
        let message = match &found {
            Some(facts) => facts.message.as_deref().unwrap_or_default(),
            None => message,
        };
        let Some(inner) = read(message) else { break };
        found = Some(match found {
            Some(outer) => outer.replaced_by(inner),
            None => inner,
        });
    }
    found
}

fn read(message: &str) -> Option<Facts> {
    let json = &message[message.find('{')?..];
    let is_error = |facts: &Facts| facts.says_error() || facts.message.is_some();
    let plain = Facts::read(json.as_bytes());
    if is_error(&plain) {
        return Some(plain);
    }
    Some(Facts::read(repaired(json).as_bytes())).filter(is_error)
}

/// How a string is quoted that ends with this.
#[derive(Clone, Copy, PartialEq)]
enum Quote {
    Plain(char),
    /// A quotation mark behind a backslash, as in JSON within a string.
    Escaped,
}

/// JSON from what only looks like it.
fn repaired(text: &str) -> String {
    let mut json = String::with_capacity(text.len());
    let mut open: Option<Quote> = None;
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        let escaped = if c == '\\' { chars.next() } else { None };
        match (open, c, escaped) {
            (None, '\\', Some('"')) => {
                open = Some(Quote::Escaped);
                json.push('"');
            }
            (Some(Quote::Escaped), '\\', Some('"')) => {
                open = None;
                json.push('"');
            }
            // An escape that is escaped once more.
            (Some(Quote::Escaped), '\\', Some('\\')) => {
                json.push('\\');
                if chars.peek() == Some(&'\\') {
                    chars.next();
                }
                json.extend(chars.next());
            }
            // The end of a line.
            (None, '\\', _) => json.push(' '),
            (Some(_), '\\', Some('\'')) => json.push('\''),
            (Some(_), '\\', Some(it)) => json.extend(['\\', it]),
            (None, '"' | '\'', _) => {
                open = Some(Quote::Plain(c));
                json.push('"');
            }
            (Some(Quote::Plain(quote)), _, _) if c == quote => {
                open = None;
                json.push('"');
            }
            (Some(Quote::Plain(_)), '"', _) => json.push_str("\\\""),
            // `None`, `True` and `False` say nothing here, and nor does `null`.
            (None, 'N' | 'T' | 'F', _) => {
                while chars.next_if(char::is_ascii_alphabetic).is_some() {}
                json.push_str("null");
            }
            _ => json.push(c),
        }
    }
    json
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn errors_within() {
        for text in [
            r#"{"error":{"code":"a","message":"it's"}}"#,
            r#"litellm.APIError: XException - {"error":{"code":"a","message":"it's"}}"#,
            r#"upstream said "{\"error\":{\"code\":\"a\",\"message\":\"it's\"}}""#,
            r#"Error code: 429 - {'error': {'message': "it's", 'param': None, 'code': 'a', 'x': True}}"#,
            r#"XException - b'{\n  "error": {\n "code": "a",\n "message": "it\'s"}}'"#,
            r#"{"error":{"message":"{\"error\":{\"code\":\"a\",\"message\":\"it's\"}}"}}"#,
            r#"{"code":"a","message":"it's"}"#,
        ] {
            let facts = within(text).expect(text);
            assert_eq!(facts.codes.best(), Some("a"), "{text}");
            assert_eq!(facts.message.as_deref(), Some("it's"), "{text}");
        }
        // What is escaped in the message, as JSON and Python write it.
        for (text, message) in [
            (r#"b'{"code":"a","message":"one\\ntwo"}'"#, "one\\ntwo"),
            (r"{'code': 'a', 'message': 'one\ntwo'}", "one\ntwo"),
            (r#"{'code': 'a', 'message': 'say "no"'}"#, "say \"no\""),
            (
                r#""{\"code\":\"a\",\"message\":\"one\\ntwo\"}""#,
                "one\ntwo",
            ),
            (
                r#""{\"code\":\"a\",\"message\":\"say \\\"no\\\"\"}""#,
                "say \"no\"",
            ),
        ] {
            let facts = within(text).expect(text);
            assert_eq!(facts.codes.best(), Some("a"), "{text}");
            assert_eq!(facts.message.as_deref(), Some(message), "{text}");
        }
        for text in [
            "",
            "{",
            "it failed",
            "invalid schema {\"type\":\"object\"}",
            "{'",
            "{\\",
            "{\\\\",
        ] {
            assert!(within(text).is_none(), "{text}");
        }
    }
}
