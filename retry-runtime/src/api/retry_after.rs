//! The wait that a reply asks for: the first usable of all the places where servers write it.
//!
//! In this order: the providers' headers in milliseconds, `retry-after`, the body, the reset of a limit of which nothing
//! remains, the text of the message. An unusable value is as good as none, and a wait of
//! zero is unusable: it would be a retry at once, which a server that refuses asks nobody to make.

use std::time::{Duration, SystemTime};

use http::HeaderMap;
use http::header::{DATE, RETRY_AFTER};

use super::facts::Facts;
use super::profile::Limit;
use super::providers::PROFILES;
use super::time;

const MILLISECOND: Duration = Duration::from_millis(1);
const SECOND: Duration = Duration::from_secs(1);

/// What a message says before it names a wait.
const PHRASES: [&str; 5] = [
    "try again in ",
    "try again after ",
    "retry in ",
    "retry after ",
    "please wait ",
];

/// The instant that the server takes for now: waits until an instant are free of the difference between the clocks.
pub(super) fn now(headers: &HeaderMap) -> SystemTime {
    values(headers, DATE.as_str())
        .find_map(time::http_date)
        .unwrap_or_else(SystemTime::now)
}

/// The message is that of a limit, if it is one: elsewhere a time in a text is no wait, and the limits are others'.
pub(super) fn find(
    headers: &HeaderMap,
    facts: &Facts,
    message_of_limit: Option<&str>,
    now: SystemTime,
) -> Option<Duration> {
    named_by_header(headers, now)
        .or(facts.retry_after)
        .or_else(|| {
            let message = message_of_limit?;
            exhausted(headers, now).or_else(|| named_by_text(message))
        })
}

fn named_by_header(headers: &HeaderMap, now: SystemTime) -> Option<Duration> {
    let mut names = PROFILES.iter().flat_map(|it| it.wait_headers);
    names
        .find_map(|name| values(headers, name).find_map(|it| time::decimal(it, MILLISECOND)))
        .or_else(|| {
            values(headers, RETRY_AFTER.as_str()).find_map(|text| {
                time::decimal(text, SECOND)
                    .or_else(|| time::duration(text))
                    .or_else(|| until(time::http_date(text)?, now))
            })
        })
}

/// Until the last of the limits of which nothing remains is full again.
fn exhausted(headers: &HeaderMap, now: SystemTime) -> Option<Duration> {
    let is_used_up = |limit: &&Limit| {
        let mut remaining = values(headers, limit.remaining);
        remaining.any(|text| text.parse() == Ok(0.0))
    };
    let limits = PROFILES.iter().flat_map(|it| it.limits);
    limits
        .filter(is_used_up)
        .filter_map(|limit| values(headers, limit.reset).find_map(|it| reset_in(it, now)))
        .max()
}

/// Go's durations (OpenAI), seconds (Azure), instants of RFC 3339 (Anthropic) or since 1970 (Cohere).
fn reset_in(text: &str, now: SystemTime) -> Option<Duration> {
    if let Some(instant) = time::rfc3339(text).or_else(|| time::unix(text.parse().ok()?)) {
        return until(instant, now);
    }
    time::duration(text).or_else(|| time::decimal(text, SECOND))
}

fn until(instant: SystemTime, now: SystemTime) -> Option<Duration> {
    let wait = instant.duration_since(now).ok()?;
    (!wait.is_zero()).then_some(wait)
}

fn named_by_text(message: &str) -> Option<Duration> {
    let lower = message.to_ascii_lowercase();
    PHRASES.iter().find_map(|phrase| {
        lower.match_indices(phrase).find_map(|(at, _)| {
            Some(time::leading_duration(lower[at + phrase.len()..].trim_start())?.0)
        })
    })
}

/// The values of all headers of one name that are text.
fn values<'a>(headers: &'a HeaderMap, name: &str) -> impl Iterator<Item = &'a str> {
    headers
        .get_all(name)
        .into_iter()
        .filter_map(|value| value.to_str().ok())
        .map(str::trim)
}

#[cfg(test)]
mod tests {
    use super::*;
    use http::{HeaderName, HeaderValue};

    fn wait(headers: &[(&'static str, &str)]) -> Option<Duration> {
        find(
            &map(headers),
            &Facts::default(),
            Some(""),
            now(&map(headers)),
        )
    }

    fn map(headers: &[(&'static str, &str)]) -> HeaderMap {
        headers
            .iter()
            .map(|(name, value)| {
                (
                    HeaderName::from_static(name),
                    HeaderValue::from_bytes(value.as_bytes()).unwrap(),
                )
            })
            .collect()
    }

    #[test]
    fn the_finer_header_wins() {
        let all = [
            ("retry-after", "4"),
            ("x-ms-retry-after-ms", "3000"),
            ("retry-after-ms", "2000.5"),
        ];
        assert_eq!(wait(&all), Some(Duration::from_micros(2_000_500)));
        assert_eq!(wait(&all[..2]), Some(Duration::from_secs(3)));
        assert_eq!(wait(&all[..1]), Some(Duration::from_secs(4)));
        assert_eq!(
            wait(&[("x-amz-retry-after", "1500")]),
            Some(Duration::from_millis(1500))
        );
    }

    #[test]
    fn the_first_usable_value_counts() {
        let duplicates = [
            ("retry-after-ms", "soon"),
            ("retry-after", ""),
            ("retry-after", "nan"),
            ("retry-after", " 7 "),
        ];
        assert_eq!(wait(&duplicates), Some(Duration::from_secs(7)));
        for useless in [
            "0",
            "-1",
            "inf",
            "1e308",
            "",
            "later",
            "Sun, 06 Nov 99999 08:49:37 GMT",
            "\u{fffd}",
        ] {
            assert_eq!(wait(&[("retry-after", useless)]), None, "{useless}");
        }
        assert_eq!(
            wait(&[("retry-after", "20ms")]),
            Some(Duration::from_millis(20))
        );
    }

    #[test]
    fn dates_count_from_the_servers_own() {
        let date = ("date", "Sun, 06 Nov 1994 08:49:00 GMT");
        assert_eq!(
            wait(&[date, ("retry-after", "Sunday, 06-Nov-94 08:49:37 GMT")]),
            Some(Duration::from_secs(37))
        );
        assert_eq!(
            wait(&[date, ("retry-after", "Sun Nov  6 08:49:37 1994")]),
            Some(Duration::from_secs(37))
        );
        assert_eq!(
            wait(&[date, ("retry-after", "Sun, 06 Nov 1994 08:48:00 GMT")]),
            None
        );
    }

    #[test]
    fn a_reset_counts_if_nothing_remains() {
        let date = ("date", "Thu, 26 Nov 2026 07:00:00 GMT");
        let requests = |remaining| {
            [
                ("x-ratelimit-remaining-requests", remaining),
                ("x-ratelimit-reset-requests", "2m59.56s"),
            ]
        };
        assert_eq!(wait(&requests("0")), Some(Duration::from_millis(179_560)));
        assert_eq!(wait(&requests("1")), None);
        let tokens = |reset| {
            [
                ("x-ratelimit-remaining-tokens", "0"),
                ("x-ratelimit-reset-tokens", reset),
            ]
        };
        assert_eq!(wait(&tokens("35")), Some(Duration::from_secs(35)));
        assert_eq!(wait(&tokens("-1")), None);
        assert_eq!(wait(&tokens("0")), None);
        let both: Vec<_> = requests("0").into_iter().chain(tokens("6m0s")).collect();
        assert_eq!(wait(&both), Some(Duration::from_secs(360)));
        let anthropic = [
            date,
            ("anthropic-ratelimit-input-tokens-remaining", "0"),
            (
                "anthropic-ratelimit-input-tokens-reset",
                "2026-11-26T07:00:42Z",
            ),
        ];
        assert_eq!(wait(&anthropic), Some(Duration::from_secs(42)));
        let cohere = [
            date,
            ("x-ratelimit-remaining", "0"),
            ("x-ratelimit-reset", "1795676410"),
        ];
        assert_eq!(wait(&cohere), Some(Duration::from_secs(10)));
    }

    #[test]
    fn texts_name_waits() {
        for (text, millis) in [
            ("Please try again in 20s. Visit https://example.com", 20_000),
            ("Please try again in 1.898s.", 1_898),
            ("Please try again in 28ms.", 28),
            ("please try again in 6m0s", 360_000),
            ("Please retry after 33 seconds.", 33_000),
            ("Please retry in 53.016342224s.", 53_016),
            ("Too many requests: please wait 2 minutes", 120_000),
            ("Try again in a moment, or try again in 5s", 5_000),
        ] {
            let wait = named_by_text(text).map(|wait| wait.as_millis());
            assert_eq!(wait, Some(millis), "{text}");
        }
        for text in [
            "",
            "try again in ",
            "Please try again later.",
            "retry in 0s",
            "please wait for it",
            "try again in 5 steps",
        ] {
            assert_eq!(named_by_text(text), None, "{text}");
        }
    }
}
