//! What a text says of time: when to try again, and when a quota resets.

use std::time::{Duration, SystemTime};

use super::time;

/// What stands before a wait, and before a reset.
const RETRY: [&str; 4] = ["try again", "retry", "please wait", "available in"];
const RESET: [&str; 2] = ["reset", "available again"];

/// What may stand between that and a time. One of these there must be.
const JOINTS: [&str; 10] = [
    "in",
    "after",
    "at",
    "on",
    "for",
    "wait",
    "about",
    "around",
    "approximately",
    "another",
];

/// The times that a text names, as waits.
#[derive(Debug, Default)]
pub(super) struct Hint {
    /// Until another attempt is worth it.
    pub(super) wait: Option<Duration>,
    /// Until a limit or a quota resets.
    pub(super) reset: Option<Duration>,
}

impl Hint {
    /// What `text` says, which has its own `zone` where it names none.
    pub(super) fn new(text: &str, now: SystemTime, zone: &str) -> Self {
        let lower = text.to_ascii_lowercase();
        let first = |heads: &[&str]| {
            heads.iter().find_map(|head| {
                let mut places = lower.match_indices(head);
                places.find_map(|(at, _)| named(text, &lower, at + head.len(), now, zone))
            })
        };
        Self {
            wait: first(&RETRY),
            reset: first(&RESET),
        }
    }
}

/// The time behind a head that ends at `end`.
fn named(text: &str, lower: &str, end: usize, now: SystemTime, zone: &str) -> Option<Duration> {
    // The rest of the word: `resets`, `resetting`, `retrying`.
    let mut rest = lower[end..].trim_start_matches(|c: char| c.is_ascii_alphabetic());
    let mut is_joined = lower[..end].ends_with("wait") || lower[..end].ends_with("in");
    loop {
        let trimmed = rest.trim_start_matches([' ', ':', '~', '"', '`', '(']);
        is_joined |= rest[..rest.len() - trimmed.len()].contains(':');
        rest = trimmed;
        let word = rest.find(|c: char| !c.is_ascii_alphabetic());
        let (word, behind) = rest.split_at(word.unwrap_or(rest.len()));
        if !JOINTS.contains(&word) {
            break;
        }
        is_joined = true;
        rest = behind;
    }
    if !is_joined {
        return None;
    }
    let one = ["a ", "an "].iter().find_map(|it| rest.strip_prefix(it));
    if let Some(unit) = one {
        return time::leading_duration(&format!("1 {unit}")).map(|(wait, _)| wait);
    }
    if let Some((wait, _)) = time::leading_duration(rest) {
        return Some(wait);
    }
    let instant = time::leading_instant(&text[text.len() - rest.len()..], zone)?;
    instant.duration_since(now).ok().filter(|it| !it.is_zero())
}

#[cfg(test)]
mod tests {
    use super::*;

    /// 2023-09-29 16:26:37 UTC.
    fn hint(text: &str) -> Hint {
        let now = SystemTime::UNIX_EPOCH + Duration::from_secs(1_696_004_797);
        Hint::new(text, now, "CST-8")
    }

    #[test]
    fn waits() {
        for (text, millis) in [
            ("Please try again in 20s. Visit https://example.com", 20_000),
            ("Please try again in 1.898s.", 1_898),
            ("Please try again in 28ms.", 28),
            ("please try again in 6m0s", 360_000),
            ("Please retry after 33 seconds.", 33_000),
            ("Please retry in 53.016342224s.", 53_016),
            ("Too many requests: please wait 2 minutes", 120_000),
            ("Please wait for 20 seconds before retrying.", 20_000),
            ("Try again in a moment, or try again in 5s", 5_000),
            ("Try again in an hour.", 3_600_000),
            ("Try again in about a minute.", 60_000),
            ("No deployments available. Retrying in 60 seconds", 60_000),
            ("Retry at 2023-09-29T16:26:47Z", 10_000),
            ("the model is available in 3 s", 3_000),
        ] {
            let wait = hint(text).wait.map(|wait| wait.as_millis());
            assert_eq!(wait, Some(millis), "{text}");
            assert_eq!(hint(text).reset, None, "{text}");
        }
    }

    #[test]
    fn resets() {
        for (text, seconds) in [
            ("Your rate limit resets in ~5s.", 5),
            ("Resets in 13 days. To continue, pay.", 13 * 86_400),
            ("Resets in 9h22m20s.", 33_740),
            ("Your quota will reset after 5h3m", 18_180),
            ("It resets in 2 weeks", 14 * 86_400),
            ("Limit resets at: 2023-09-29 16:27:37 UTC", 60),
            ("resets at 2023-09-29T16:27:37.5Z.", 60),
            ("resets at `2023-09-29T16:27:37+00:00`", 60),
            ("Reset at 1696004857.", 60),
            ("resets on Fri, 29 Sep 2023 16:27:37 GMT", 60),
            ("resets on 2023-10-01 at 00:00 UTC.", 113_603),
            ("resets on 2023-10-01 at 00:00.", 84_803),
            // The time of the server, which is that of China here.
            ("Your limit will reset at 2023-09-30 00:27:37", 60),
            ("Your limit will reset on 2023-09-30T00:27:37.", 60),
            ("resets on 2023-10-01", 84_803),
        ] {
            let reset = hint(text).reset.map(|wait| wait.as_secs());
            assert_eq!(reset, Some(seconds), "{text}");
            assert_eq!(hint(text).wait, None, "{text}");
        }
    }

    #[test]
    fn nothing() {
        for text in [
            "",
            "try again in ",
            "Please try again later.",
            "retry in 0s",
            "please wait for it",
            "please wait for a while",
            "try again in 5 steps",
            "try again in 5",
            "retry 5s",
            "reset 5s ago",
            "connection reset by peer at 10 s",
            "resets at noon",
            "resets at 2023-09-29T16:26:37Z",
            "resets at 1999-01-01 00:00:00",
            "resets at 2023-99-99 00:00:00",
            "resets at 99999999-01-01",
            "resets at \u{fffd}",
            "resets at +",
        ] {
            let hint = hint(text);
            assert_eq!((hint.wait, hint.reset), (None, None), "{text}");
        }
    }
}
