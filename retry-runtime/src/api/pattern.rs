//! Patterns for codes, hosts and values, in which a `*` stands for anything.

/// Whether `text` is as `pattern` says.
pub(super) fn matches(pattern: &str, text: &str) -> bool {
    match pattern.split_once('*') {
        None => pattern == text,
        Some((start, rest)) => {
            let Some(tail) = text.strip_prefix(start) else {
                return false;
            };
            tail.char_indices()
                .map(|(at, _)| at)
                .chain([tail.len()])
                .any(|at| matches(rest, &tail[at..]))
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
