//! The attribute's text: what its options are. What they are set to is read by `options`.

use std::slice::SliceIndex;

/// An option as it is written.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Written<'a> {
    pub(crate) name: &'a str,
    pub(crate) value: Value<'a>,
    /// All of it.
    pub(crate) text: &'a str,
}

#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum Value<'a> {
    /// The name stands alone.
    Alone,
    /// `= value`; empty if there is none.
    Set(&'a str),
    /// `(names)`, or what else there may be behind a name.
    Other(&'a str),
}

/// What is written between the parentheses of `#[retry(...)]`, which may be left out. What is before and behind the
/// attribute, such as the function, is not looked at.
pub(crate) fn inside(text: &str) -> Result<&str, &'static str> {
    for (at, _) in text.match_indices('r') {
        let is_word = !part(text, ..at).ends_with(is_of_name);
        let Some(rest) = part(text, at..).strip_prefix("retry").filter(|_| is_word) else {
            continue;
        };
        let rest = rest.trim_start();
        if let Some(rest) = rest.strip_prefix('(') {
            let end = Scan::new(rest).find(|(_, c, depth)| *c == ')' && *depth == 0);
            let (end, ..) = end.ok_or("a parenthesis is not closed")?;
            return Ok(part(rest, ..end));
        }
        if rest.starts_with(']') {
            return Ok("");
        }
    }
    if text.contains('#') {
        return Err("there is no `#[retry]` in this text");
    }
    Ok(text.trim())
}

/// By `get`, as what panics about text brings half the tables of Unicode.
fn part(text: &str, range: impl SliceIndex<str, Output = str>) -> &str {
    text.get(range).unwrap_or("")
}

fn is_of_name(c: char) -> bool {
    c.is_ascii_alphanumeric() || c == '_'
}

/// The options, in order; an empty one for each comma too many.
pub(crate) fn options(text: &str) -> Vec<Written<'_>> {
    let mut pieces = Vec::new();
    let mut from = 0;
    for (at, c, depth) in Scan::new(text) {
        if c == ',' && depth == 0 {
            pieces.push(part(text, from..at));
            from = at + 1;
        }
    }
    // One may end with a comma.
    let last = part(text, from..);
    if !without_comments(last).is_empty() {
        pieces.push(last);
    }
    pieces.into_iter().map(written).collect()
}

fn written(text: &str) -> Written<'_> {
    let text = without_comments(text);
    let end = if text.starts_with(|c: char| c.is_ascii_digit()) {
        0
    } else {
        text.find(|c| !is_of_name(c)).unwrap_or(text.len())
    };
    let (name, rest) = (part(text, ..end), part(text, end..).trim_start());
    let value = match rest.strip_prefix('=') {
        Some(value) => Value::Set(value.trim()),
        None if rest.is_empty() => Value::Alone,
        None => Value::Other(rest),
    };
    Written { name, value, text }
}

/// Without white space and comments around it.
fn without_comments(text: &str) -> &str {
    let Some((start, ..)) = Scan::new(text).find(|(_, c, _)| !c.is_whitespace()) else {
        return "";
    };
    let mut scan = Scan::new(text);
    let mut end = start;
    while let Some((_, c, _)) = scan.next() {
        if !c.is_whitespace() {
            end = scan.at;
        }
    }
    part(text, start..end)
}

/// The characters with their place and depth, without comments. What is in quotes, in brackets, or between the bars of a
/// closure is deeper.
struct Scan<'a> {
    text: &'a str,
    at: usize,
    depth: usize,
    inside: Inside,
    before: char,
}

#[derive(Clone, Copy, PartialEq)]
enum Inside {
    Code,
    Text,
    Closure,
}

impl<'a> Scan<'a> {
    fn new(text: &'a str) -> Self {
        Self {
            text,
            at: 0,
            depth: 0,
            inside: Inside::Code,
            before: ' ',
        }
    }

    fn skip_comments(&mut self) {
        loop {
            let rest = part(self.text, self.at..);
            let length = if rest.starts_with("//") {
                rest.find('\n')
            } else if rest.starts_with("/*") {
                let mut ends = rest.match_indices('/').skip(1);
                let end = ends.find(|(at, _)| part(rest, ..*at).ends_with('*'));
                end.map(|(at, _)| at + 1)
            } else {
                return;
            };
            self.at += length.unwrap_or(rest.len());
        }
    }
}

impl Iterator for Scan<'_> {
    type Item = (usize, char, usize);

    fn next(&mut self) -> Option<Self::Item> {
        if self.inside != Inside::Text {
            self.skip_comments();
        }
        let mut rest = part(self.text, self.at..).chars();
        let (c, next) = (rest.next()?, rest.next());
        let at = self.at;
        self.at += c.len_utf8();
        let outer = self.depth;
        match (self.inside, c) {
            (Inside::Text, '\\') => {
                self.at += next.map_or(0, char::len_utf8);
            }
            (Inside::Text, '"') => {
                self.inside = Inside::Code;
                self.depth -= 1;
            }
            (Inside::Text, _) => {}
            (_, '"') => {
                self.inside = Inside::Text;
                self.depth += 1;
            }
            // A character in quotes, and no lifetime.
            (_, '\'') if rest.next() == Some('\'') => {
                self.at += next.map_or(0, char::len_utf8) + 1;
            }
            (Inside::Code, '|') if "=(,".contains(self.before) => {
                self.inside = Inside::Closure;
                self.depth += 1;
            }
            (Inside::Closure, '|') => {
                self.inside = Inside::Code;
                self.depth -= 1;
            }
            (_, '(' | '[' | '{') => self.depth += 1,
            (_, ')' | ']' | '}') => self.depth = self.depth.saturating_sub(1),
            _ => {}
        }
        if !c.is_whitespace() {
            self.before = c;
        }
        Some((at, c, outer))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn texts(text: &str) -> Vec<&str> {
        options(text).into_iter().map(|it| it.text).collect()
    }

    #[test]
    fn what_stands_in_parentheses() {
        for text in [
            "#[retry(max = 3)]",
            "#[tokio::test]\n#[retry_attr::retry(max = 3)] async fn f(a: (u8, u8)) {}",
            "retry(max = 3)",
            "  max = 3 ",
        ] {
            assert_eq!(inside(text), Ok("max = 3"), "{text}");
        }
        assert_eq!(inside("#[retry] fn f() {}"), Ok(""));
        assert_eq!(
            inside("#[retry(borrow(a), max = 3)]"),
            Ok("borrow(a), max = 3")
        );
        assert!(inside("#[retry(max = 3").is_err());
        assert!(inside("#[test]").is_err());
    }

    #[test]
    fn commas_that_part_nothing() {
        let text = r#"a = "1, 2", b(c, d), e = |f: &G, h| [f, h], i = ',', /* j, */ k = L::<M>(n), o = x || y,"#;
        let expected = [
            r#"a = "1, 2""#,
            "b(c, d)",
            "e = |f: &G, h| [f, h]",
            "i = ','",
            "k = L::<M>(n)",
            "o = x || y",
        ];
        assert_eq!(texts(text), expected);
        assert_eq!(
            texts("max = 3, // three, or four\njitter"),
            ["max = 3", "jitter"]
        );
        assert_eq!(texts("max = 3,, jitter"), ["max = 3", "", "jitter"]);
    }
}
