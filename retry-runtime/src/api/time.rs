//! Waits and instants as servers write them. Total: whatever the bytes, there is a time or there is none.

use std::time::{Duration, SystemTime};

use jiff::civil::{Date, Time};
use jiff::tz::TimeZone;
use jiff::{Timestamp, ToSpan, ZonedDateTime};

const NANOS: u128 = 1_000_000_000;

/// A number of `unit`s with or without decimals, such as `1.898`. Zero is no wait, and neither is a sign or an
/// exponent.
pub(super) fn decimal(text: &str, unit: Duration) -> Option<Duration> {
    let (whole, decimals) = text.split_once('.').unwrap_or((text, ""));
    let is_digits = |part: &str| part.bytes().all(|byte| byte.is_ascii_digit());
    if whole.is_empty() || !is_digits(whole) || !is_digits(decimals) {
        return None;
    }
    let unit = unit.as_nanos();
    // No number of digits is too many: what does not fit is the longest wait there is.
    let nanos = whole
        .parse::<u128>()
        .unwrap_or(u128::MAX)
        .saturating_mul(unit);
    // Rounded up, at the last decimal that is looked at too: a nanosecond too early is too early.
    let (kept, dropped) = decimals.split_at(decimals.len().min(18));
    let mut scale = 1;
    let mut share = 0;
    for digit in kept.bytes() {
        scale *= 10;
        share = share * 10 + u128::from(digit - b'0');
    }
    share += u128::from(dropped.bytes().any(|digit| digit != b'0'));
    let nanos = nanos.saturating_add((share * unit).div_ceil(scale));
    non_zero(nanos)
}

fn non_zero(nanos: u128) -> Option<Duration> {
    if nanos == 0 {
        return None;
    }
    let seconds = u64::try_from(nanos / NANOS).unwrap_or(u64::MAX);
    let subsecond = u32::try_from(nanos % NANOS).unwrap_or_default();
    Some(Duration::new(seconds, subsecond))
}

/// A length of time in numbers with units, as a whole: `1s`, `6m0s`, `2m59.56s`, `20ms`, `34.4s`.
pub(super) fn duration(text: &str) -> Option<Duration> {
    let (duration, rest) = leading_duration(text)?;
    rest.is_empty().then_some(duration)
}

/// The length of time that `text` begins with, in figures and any words for units, and what follows it.
pub(super) fn leading_duration(text: &str) -> Option<(Duration, &str)> {
    let (mut total, mut rest) = leading_part(text)?;
    while let Some((part, after)) = leading_part(joined(rest)) {
        total = total.saturating_add(part);
        rest = after;
    }
    (!total.is_zero()).then_some((total, rest))
}

/// Past what joins two parts: `1 minute, 30 seconds`, `1 hour and 5 minutes`.
fn joined(text: &str) -> &str {
    let text = text.trim_start_matches([' ', ',']);
    text.strip_prefix("and ").unwrap_or(text)
}

/// `5 minutes`, `1.898s`: one number and its unit.
fn leading_part(text: &str) -> Option<(Duration, &str)> {
    let end = text
        .find(|c: char| !c.is_ascii_digit() && c != '.')
        .unwrap_or(text.len());
    let (number, rest) = text.split_at(end);
    let rest = rest.strip_prefix(' ').unwrap_or(rest);
    let end = rest
        .find(|c: char| !c.is_alphabetic())
        .unwrap_or(rest.len());
    let (name, rest) = rest.split_at(end);
    let unit = unit(name)?;
    // A zero part is no wait by itself, and counts for nothing beside another.
    let part = decimal(number, unit).or_else(|| is_zero(number).then_some(Duration::ZERO))?;
    Some((part, rest))
}

fn is_zero(number: &str) -> bool {
    number.contains('0') && number.bytes().all(|byte| matches!(byte, b'0' | b'.'))
}

fn unit(name: &str) -> Option<Duration> {
    let lower = name.to_ascii_lowercase();
    Some(match lower.as_str() {
        "ns" | "nanosecond" | "nanoseconds" => Duration::from_nanos(1),
        "us" | "µs" | "μs" | "microsecond" | "microseconds" => Duration::from_micros(1),
        "ms" | "millisecond" | "milliseconds" => Duration::from_millis(1),
        "s" | "sec" | "secs" | "second" | "seconds" => Duration::from_secs(1),
        "m" | "min" | "mins" | "minute" | "minutes" => Duration::from_secs(60),
        "h" | "hr" | "hrs" | "hour" | "hours" => Duration::from_secs(3600),
        "d" | "day" | "days" => Duration::from_secs(24 * 3600),
        "week" | "weeks" => Duration::from_secs(7 * 24 * 3600),
        _ => return None,
    })
}

/// An instant in one of the three forms of HTTP (RFC 9110, 5.6.7).
pub(super) fn http_date(text: &str) -> Option<SystemTime> {
    httpdate::parse_http_date(text).ok()
}

/// An instant as in RFC 3339.
pub(super) fn rfc3339(text: &str) -> Option<SystemTime> {
    text.parse::<Timestamp>().ok()?.try_into().ok()
}

/// The instant that `text` begins with, as people write it: `2026-09-09 05:38:28`, `2026-12-01 at 00:00 UTC`. Without a
/// time zone it is one of `zone`, written as POSIX's `TZ`.
pub(super) fn leading_instant(text: &str, zone: &str) -> Option<SystemTime> {
    let mut words = text.split_whitespace().map(bare);
    let first = words.next()?;
    let http = || http_date(text.get(..29)?);
    if let Some(instant) = rfc3339(first).or_else(http) {
        return Some(instant);
    }
    if let Ok(number) = first.parse() {
        return unix(number);
    }
    let (date, time) = first.split_once('T').unwrap_or((first, ""));
    let date: Date = date.parse().ok()?;
    let time = match time {
        "" => words.find(|it| *it != "at").unwrap_or_default(),
        _ => time,
    };
    let (date, named) = match time.parse::<Time>() {
        Ok(time) => (date.to_datetime(time), words.next().unwrap_or_default()),
        // A day alone begins at midnight.
        Err(_) => (date.to_datetime(Time::midnight()), time),
    };
    let zone = if matches!(named, "UTC" | "GMT" | "Z") {
        "UTC0"
    } else {
        zone
    };
    let zone = TimeZone::posix(zone).ok()?;
    zone.to_timestamp(date).ok()?.try_into().ok()
}

/// Without the punctuation behind a word, or round it.
fn bare(word: &str) -> &str {
    word.trim_matches(|c: char| !c.is_ascii_alphanumeric())
}

/// An instant in seconds since 1970, or in milliseconds, as numbers that large mean.
pub(super) fn unix(number: f64) -> Option<SystemTime> {
    // 2001 to 5138 in seconds, 1973 to 5138 in milliseconds.
    let seconds = match number {
        1e9..1e11 => number,
        1e11..1e14 => number / 1e3,
        _ => return None,
    };
    SystemTime::UNIX_EPOCH.checked_add(Duration::try_from_secs_f64(seconds).ok()?)
}

/// When the next day begins in a time zone, written as POSIX's `TZ`, so that no database of time zones is needed.
pub(super) fn next_day(now: SystemTime, zone: &str) -> Option<SystemTime> {
    let next = zoned(now, zone)?.tomorrow().ok()?.start_of_day().ok()?;
    next.timestamp().try_into().ok()
}

/// When the next month begins in such a time zone.
pub(super) fn next_month(now: SystemTime, zone: &str) -> Option<SystemTime> {
    let next = zoned(now, zone)?
        .first_of_month()
        .ok()?
        .checked_add(1.month())
        .ok()?
        .start_of_day()
        .ok()?;
    next.timestamp().try_into().ok()
}

fn zoned(now: SystemTime, zone: &str) -> Option<ZonedDateTime> {
    let zone = TimeZone::posix(zone).ok()?;
    Some(Timestamp::try_from(now).ok()?.to_zoned_datetime(zone))
}

/// An instant as people and logs write it.
pub(super) fn display(instant: SystemTime) -> Option<String> {
    let instant = Timestamp::try_from(instant).ok()?;
    Some(format!("{instant:.0}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    const SECOND: Duration = Duration::from_secs(1);

    #[test]
    fn decimals() {
        for (text, nanos) in [
            ("1", 1_000_000_000),
            ("1.5", 1_500_000_000),
            ("53.016342224", 53_016_342_224),
            ("0.0000000001", 1),
            ("1.0000000001", 1_000_000_001),
            ("1.00000000001", 1_000_000_001),
            ("1.00000000000000000000", 1_000_000_000),
            ("1.00000000000000000001", 1_000_000_001),
            ("0.00000000000000000000001", 1),
            ("1.99999999999999999999999", 2_000_000_000),
            ("1.", 1_000_000_000),
            ("007", 7_000_000_000),
        ] {
            assert_eq!(
                decimal(text, SECOND),
                Some(Duration::from_nanos(nanos)),
                "{text}"
            );
        }
        assert_eq!(
            decimal("1500.5", Duration::from_millis(1)),
            Some(Duration::from_micros(1_500_500))
        );
        assert_eq!(
            decimal("0.00000000001", Duration::from_secs(60)),
            Some(Duration::from_nanos(1))
        );
        for text in [
            "", ".5", "-1", "+1", "0", "0.0", "1e3", "1e308", "inf", "nan", "1,5", "1 2", "٣",
            "1.5.0", "0x10",
        ] {
            assert_eq!(decimal(text, SECOND), None, "{text}");
        }
        let endless = "9".repeat(400);
        assert!(
            decimal(&endless, SECOND).is_some_and(|wait| wait > Duration::from_secs(u64::MAX / 2))
        );
    }

    #[test]
    fn durations() {
        for (text, millis) in [
            ("1s", 1_000),
            ("6m0s", 360_000),
            ("20ms", 20),
            ("7.66s", 7_660),
            ("2m59.56s", 179_560),
            ("1h2m3s", 3_723_000),
            ("34.4s", 34_400),
            ("33 seconds", 33_000),
            ("1 minute, 30 seconds", 90_000),
            ("1 minute and 30 seconds", 90_000),
            ("0h1m", 60_000),
            ("2000us", 2),
            ("3000000ns", 3),
            ("2 days", 172_800_000),
        ] {
            assert_eq!(
                duration(text),
                Some(Duration::from_millis(millis)),
                "{text}"
            );
        }
        for text in [
            "", "s", ",7m", " 7m", "5", "5 apples", "0s", "0m0s", "-5s", "1s later", "5..5s",
            "5 s s", "1e9s", "\u{0}",
        ] {
            assert_eq!(duration(text), None, "{text}");
        }
    }

    fn at(text: &str) -> SystemTime {
        rfc3339(text).unwrap()
    }

    #[test]
    fn instants() {
        let instant = at("1994-11-06T08:49:37Z");
        for text in [
            "Sun, 06 Nov 1994 08:49:37 GMT",
            "Sunday, 06-Nov-94 08:49:37 GMT",
            "Sun Nov  6 08:49:37 1994",
        ] {
            assert_eq!(http_date(text), Some(instant), "{text}");
        }
        for text in [
            "",
            "Sun, 06 Nov 99999 08:49:37 GMT",
            "06 Nov 1994",
            "tomorrow",
        ] {
            assert_eq!(http_date(text), None, "{text}");
        }
        assert_eq!(
            rfc3339("2026-11-26T07:30:00+01:00"),
            Some(at("2026-11-26T06:30:00Z"))
        );
        for text in ["", "2026-11-26", "99999-01-01T00:00:00Z", "-1"] {
            assert_eq!(rfc3339(text), None, "{text}");
        }
        assert_eq!(unix(1_767_225_600.0), Some(at("2026-01-01T00:00:00Z")));
        assert_eq!(unix(1_767_225_600_000.0), Some(at("2026-01-01T00:00:00Z")));
        for number in [0.0, -1.0, 60.0, 1e300, f64::NAN, f64::INFINITY] {
            assert_eq!(unix(number), None, "{number}");
        }
    }

    #[test]
    fn far_off_resets() {
        const PACIFIC: &str = "PST8PDT,M3.2.0,M11.1.0";
        for (now, midnight) in [
            ("2026-01-15T07:59:59Z", "2026-01-15T08:00:00Z"),
            ("2026-01-15T08:00:00Z", "2026-01-16T08:00:00Z"),
            ("2026-07-15T06:00:00Z", "2026-07-15T07:00:00Z"),
            // The clocks go forward on 8 March and back on 1 November 2026.
            ("2026-03-08T12:00:00Z", "2026-03-09T07:00:00Z"),
            ("2026-11-01T12:00:00Z", "2026-11-02T08:00:00Z"),
        ] {
            assert_eq!(next_day(at(now), PACIFIC), Some(at(midnight)), "{now}");
        }
        assert_eq!(
            next_month(at("2026-12-31T23:59:59Z"), "UTC0"),
            Some(at("2027-01-01T00:00:00Z"))
        );
        assert_eq!(
            next_month(at("2028-02-01T00:00:00Z"), "UTC0"),
            Some(at("2028-03-01T00:00:00Z"))
        );
    }
}
