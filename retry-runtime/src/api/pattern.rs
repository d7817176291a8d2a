//! Patterns for codes, hosts and values, in which a `*` stands for anything.

/// Whether `text` is as `pattern` says.
pub(super) fn matches(pattern: &str, text: &str) -> bool {
    are_matching(pattern.as_bytes(), text.as_bytes())
}

fn are_matching(mut pattern: &[u8], mut text: &[u8]) -> bool {
    loop {
        match (pattern, text) {
            ([b'*', end @ ..], _) if !end.contains(&b'*') => return text.ends_with(end),
            ([b'*', rest @ ..], _) => {
                return (0..=text.len()).any(|at| are_matching(rest, &text[at..]));
            }
            ([expected, rest @ ..], [byte, behind @ ..]) if expected == byte => {
                (pattern, text) = (rest, behind);
            }
            _ => return pattern.is_empty() && text.is_empty(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::matches;

    #[test]
    fn patterns() {
        assert!(matches("a", "a") && !matches("a", "ab"));
        assert!(matches("*_limit", "spend_limit") && !matches("*_limit", "limits"));
        assert!(
            matches("*perday*", "xperdayy")
                && matches("*perday*", "perday")
                && !matches("*perday*", "perhour")
        );
        assert!(matches("image_*", "image_") && !matches("image_*", "images"));
    }
}
