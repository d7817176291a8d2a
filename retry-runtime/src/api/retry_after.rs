//! The wait that a reply asks for: the first usable of all the places where servers write it.
//!
//! In this order: the providers' headers in milliseconds, `retry-after`, the fields of the body that name a wait or a
//! reset, the text of the message, and last the header that says when a limit is reset of which nothing remains. That
//! one is an upper bound: when the limit is as at its beginning, and no longer when it lets a request through. An
//! unusable value is as good as none, and a wait of zero is unusable: it would be a retry at once, which a server that
//! refuses asks nobody to make.

use std::time::{Duration, SystemTime};

use http::HeaderMap;
use http::header::{DATE, RETRY_AFTER};

use super::facts::Facts;
use super::hint::Hint;
use super::profile::Profile;
use super::providers::PROFILES;
use super::time;
use crate::host;

const MILLISECOND: Duration = Duration::from_millis(1);
const SECOND: Duration = Duration::from_secs(1);

/// A limit is rarely as at its beginning when it lets a request through again. So a longer reset than this, the longest
/// wait that is accepted by default, does not hold up the next attempt. A shorter one is an upper bound, and no policy
/// ends a call by it either.
pub(super) const LONGEST_RESET: Duration = Duration::from_secs(60);

/// The instant that the server takes for now: waits until an instant are free of the difference between the clocks.
pub(super) fn now(headers: &HeaderMap) -> SystemTime {
    values(headers, DATE.as_str())
        .find_map(time::http_date)
        .unwrap_or_else(host::date)
}

/// The times that a body names.
pub(super) struct Times {
    wait: Option<Duration>,
    reset: Option<Duration>,
    hint: Hint,
    /// The text is that of an error, and no page.
    is_message: bool,
    now: SystemTime,
}

impl Times {
    /// What is full again so soon is worth waiting for, even if it is called the limit of a day: it comes back little
    /// by little.
    pub(super) const SOON: Duration = Duration::from_secs(120);

    pub(super) fn new(facts: &Facts, text: Option<&str>, whose: &Profile, now: SystemTime) -> Self {
        let until = |at| until(at, now);
        Self {
            wait: facts.wait(),
            reset: facts.resets_at.and_then(until).or(facts.resets_in),
            hint: Hint::new(text.unwrap_or_default(), now, whose.zone),
            is_message: facts.message.is_some(),
            now,
        }
    }

    /// Any time, in a field or in the message.
    pub(super) fn named(&self) -> Option<Duration> {
        self.wait.or_else(|| self.end())
    }

    /// How long a limit lasts. The wait in a field is not to be believed beside the name of a longer limit.
    pub(super) fn end(&self) -> Option<Duration> {
        self.reset.or_else(|| {
            self.hint
                .wait
                .or(self.hint.reset)
                .filter(|_| self.is_message)
        })
    }

    /// How long a quota lasts, in words that mean nothing else.
    pub(super) fn reset(&self) -> Option<Duration> {
        self.reset.or(self.hint.reset)
    }

    pub(super) fn resets_soon(&self) -> bool {
        self.reset().is_some_and(|it| it <= Self::SOON)
    }
}

/// What kind of limit was reached, which decides on the times that are waits.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Limit {
    /// None: a time in a text is no wait, and the limits are those of others.
    None,
    /// One that is worth waiting for.
    Soon,
    /// One that is not: its reset is no wait.
    Far,
}

/// The wait that is named, which is all but the header of a limit.
pub(super) fn named(headers: &HeaderMap, times: &Times, limit: Limit) -> Option<Duration> {
    let is_soon = limit == Limit::Soon;
    let text = times.hint.wait.filter(|_| limit != Limit::None);
    named_by_header(headers, times.now)
        .or(times.wait)
        .map(|wait| uncut(wait, text))
        .or_else(|| times.reset.filter(|_| is_soon))
        .or(text)
        .or_else(|| times.hint.reset.filter(|_| is_soon))
}

/// A field that is cut to whole seconds, beside a text that is not: the longer of the two.
fn uncut(wait: Duration, text: Option<Duration>) -> Duration {
    let is_cut = |text: &Duration| {
        wait.subsec_nanos() == 0 && wait < *text && *text < wait.saturating_add(SECOND)
    };
    text.filter(is_cut).unwrap_or(wait)
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

/// When a limit is reset, by the headers of limits.
pub(super) fn reset_by_header(
    headers: &HeaderMap,
    now: SystemTime,
    whose: &Profile,
    status: Option<u16>,
) -> Option<Duration> {
    let is_limited = status == Some(429);
    // How much remains is not told by another header, either.
    let is_alone = |name: &str| !headers.contains_key(name.replacen("reset", REMAINING, 1));
    let names = whose.reset_headers.iter();
    let mut alone = names.filter(|name| is_limited && is_alone(name));
    let alone = || alone.find_map(|name| lone_reset(headers, name, now));
    exhausted(headers, now).or_else(alone)
}

/// Until the last of the limits of which nothing remains is full again.
///
/// Whatever the limit is called, the name of the one header is that of the other: `x-ratelimit-remaining-tokens` and
/// `x-ratelimit-reset-tokens`. In `ratelimit` both stand in one.
fn exhausted(headers: &HeaderMap, now: SystemTime) -> Option<Duration> {
    let names = headers.keys().map(http::HeaderName::as_str);
    let limits = names
        .filter(|name| name.contains(REMAINING))
        .filter_map(|name| {
            let mut remaining = values(headers, name);
            remaining.find(|text| is_zero(text))?;
            lone_reset(headers, &name.replacen(REMAINING, "reset", 1), now)
        });
    let structured = values(headers, "ratelimit").flat_map(|it| exhausted_items(it, now));
    limits.chain(structured).max()
}

const REMAINING: &str = "remaining";

fn is_zero(text: &str) -> bool {
    text.parse() == Ok(0.0)
}

fn lone_reset(headers: &HeaderMap, name: &str, now: SystemTime) -> Option<Duration> {
    values(headers, name).find_map(|it| reset_in(it, now))
}

/// The resets in the IETF's header, of which drafts have two forms: `limit=9, remaining=0, reset=30` for one limit, and
/// `"minute";r=0;t=30, "day";r=5;t=900` for several.
fn exhausted_items(text: &str, now: SystemTime) -> Vec<Duration> {
    let mut resets = Vec::new();
    let mut is_used_up = false;
    let mut reset = None;
    for part in text.split([',', ';']).map(str::trim) {
        match part.split_once('=') {
            Some(("remaining" | "r", value)) => is_used_up = is_zero(value),
            Some(("reset" | "t", value)) => reset = reset_in(value, now),
            Some(_) => {}
            // The name of the next limit.
            None => {
                resets.extend(reset.take().filter(|_| is_used_up));
                is_used_up = false;
            }
        }
    }
    resets.extend(reset.filter(|_| is_used_up));
    resets
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
    use super::super::provider::Provider;
    use super::*;
    use http::{HeaderName, HeaderValue};

    fn wait(headers: &[(&'static str, &str)]) -> Option<Duration> {
        let headers = map(headers);
        let whose = Provider::Compatible.profile();
        let now = now(&headers);
        let times = Times::new(&Facts::default(), None, whose, now);
        named(&headers, &times, Limit::Soon)
            .or_else(|| reset_by_header(&headers, now, whose, Some(429)))
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
}
