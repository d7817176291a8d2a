//! The wait by a reading of its own, which knows plain numbers, durations, dates and sentences, and says so when it
//! does not know.

use std::time::Duration;

use http::HeaderMap;

pub(super) enum Reading {
    /// This is the wait, or there is none.
    Plain(Option<Duration>),
    /// It takes more than this reading to tell.
    Unclear,
}

/// What one value says.
enum Value {
    Wait(Duration),
    Nothing,
    Unclear,
}

pub(super) fn read(headers: &HeaderMap, body: &[u8]) -> Reading {
    let Some(now) = values(headers, "date").next().and_then(date) else {
        return Reading::Unclear;
    };
    let milliseconds: fn(&str, i64) -> Value = |text, _| match number(text, 6) {
        // Nothing but numbers stands here; long ones are left to the other reading.
        Value::Unclear if text.len() <= 15 => Value::Nothing,
        found => found,
    };
    let seconds: fn(&str, i64) -> Value = |text, now| match number(text, 9) {
        Value::Unclear => match duration(text) {
            // Durations begin with a figure, and dates have spaces.
            Value::Unclear if !text.starts_with(is_figure) && !text.contains(' ') => Value::Nothing,
            Value::Unclear => date(text).map_or(Value::Unclear, |at| from_to(now, at)),
            found => found,
        },
        found => found,
    };
    for (name, meaning) in [
        ("retry-after-ms", milliseconds),
        ("x-ms-retry-after-ms", milliseconds),
        ("x-amz-retry-after", milliseconds),
        ("retry-after", seconds),
    ] {
        for value in values(headers, name) {
            match meaning(value, now) {
                Value::Wait(wait) => return Reading::Plain(Some(wait)),
                Value::Nothing => {}
                Value::Unclear => return Reading::Unclear,
            }
        }
    }
    if headers.keys().any(|name| is_limit(name.as_str())) {
        // The body comes before limits.
        if may_name_a_time(&String::from_utf8_lossy(body)) {
            return Reading::Unclear;
        }
        return limits(headers);
    }
    text(body)
}

fn values<'a>(headers: &'a HeaderMap, name: &'a str) -> impl Iterator<Item = &'a str> {
    let all = headers.get_all(name).into_iter();
    all.filter_map(|value| Some(value.to_str().ok()?.trim()))
}

fn is_limit(name: &str) -> bool {
    name == "ratelimit" || name.contains("remaining") || name.contains("reset")
}

fn is_figure(c: char) -> bool {
    c.is_ascii_digit()
}

/// A decimal number with the point moved by `places`, in nanoseconds, rounded up.
fn number(text: &str, places: usize) -> Value {
    let (whole, decimals) = text.split_once('.').unwrap_or((text, ""));
    let is_plain = |part: &str| part.chars().all(|c| c.is_ascii_digit());
    if text.is_empty() || text == "-1" {
        return Value::Nothing;
    }
    if whole.is_empty() || whole.len() > 15 || !is_plain(whole) || !is_plain(decimals) {
        return Value::Unclear;
    }
    let mut shifted = decimals.to_owned();
    while shifted.len() < places {
        shifted.push('0');
    }
    let (kept, rest) = shifted.split_at(places);
    let Ok(mut nanos) = format!("{whole}{kept}").parse::<u128>() else {
        return Value::Unclear;
    };
    nanos += u128::from(rest.contains(|c| c != '0'));
    wait(nanos)
}

fn wait(nanos: u128) -> Value {
    let second = 1_000_000_000;
    match (u64::try_from(nanos / second), u32::try_from(nanos % second)) {
        (Ok(0), Ok(0)) => Value::Nothing,
        (Ok(seconds), Ok(nanos)) => Value::Wait(Duration::new(seconds, nanos)),
        _ => Value::Unclear,
    }
}

/// As Go prints them: `1h2m3.5s`, `6m0s`, `20ms`.
fn duration(text: &str) -> Value {
    let mut rest = text;
    let mut nanos = 0;
    for (unit, length) in [("h", 3600), ("m", 60)] {
        let end = rest
            .find(|c: char| !c.is_ascii_digit())
            .unwrap_or(rest.len());
        let Some(after) = rest[end..].strip_prefix(unit) else {
            continue;
        };
        if after.starts_with('s') {
            continue;
        }
        let Ok(count) = rest[..end].parse::<u32>() else {
            return Value::Unclear;
        };
        nanos += u128::from(count) * length * 1_000_000_000;
        rest = after;
    }
    let last = match (rest.strip_suffix("ms"), rest.strip_suffix('s')) {
        _ if rest.is_empty() && !text.is_empty() => Value::Nothing,
        (Some(count), _) => number(count, 6),
        (None, Some(count)) => number(count, 9),
        (None, None) => Value::Unclear,
    };
    match last {
        Value::Wait(last) => wait(nanos + last.as_nanos()),
        Value::Nothing if rest.is_empty() || rest.starts_with('0') => wait(nanos),
        _ => Value::Unclear,
    }
}

/// The seconds since 1970 of a date such as `Thu, 26 Nov 2026 07:00:00 GMT`, from 1970 to 2399.
fn date(text: &str) -> Option<i64> {
    const MONTHS: &str = "JanFebMarAprMayJunJulAugSepOctNovDec";
    const DAYS: &str = "ThuFriSatSunMonTueWed";
    let [_, day, month, year, time, "GMT"] = text.split(' ').collect::<Vec<_>>()[..] else {
        return None;
    };
    let number = |text: &str, length: usize| -> Option<i64> {
        let is_plain = text.len() == length && text.chars().all(|c| c.is_ascii_digit());
        is_plain.then(|| text.parse().ok())?
    };
    let (day, year) = (number(day, 2)?, number(year, 4)?);
    let month = (0..12).find(|at| month == &MONTHS[3 * at..3 * at + 3])?;
    let clock: Vec<&str> = time.split(':').collect();
    let [hour, minute, second] = clock[..] else {
        return None;
    };
    let (hour, minute, second) = (number(hour, 2)?, number(minute, 2)?, number(second, 2)?);
    let is_leap = |year: i64| year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
    let lengths = |year| {
        let february = 28 + i64::from(is_leap(year));
        [31, february, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
    };
    let is_date = (1970..2400).contains(&year)
        && (1..=lengths(year)[month]).contains(&day)
        && hour < 24
        && minute < 60
        && second < 60;
    if !is_date {
        return None;
    }
    let years: i64 = (1970..year)
        .map(|year| 365 + i64::from(is_leap(year)))
        .sum();
    let months: i64 = lengths(year)[..month].iter().sum();
    let days = years + months + day - 1;
    let weekday = usize::try_from(days % 7).ok()? * 3;
    // Elsewhere a wrong day of the week may make it no date.
    let is_right = text.starts_with(&format!("{}, ", &DAYS[weekday..weekday + 3]));
    is_right.then_some(((days * 24 + hour) * 60 + minute) * 60 + second)
}

fn from_to(now: i64, at: i64) -> Value {
    match u64::try_from(at - now) {
        Ok(seconds) if seconds > 0 => Value::Wait(Duration::from_secs(seconds)),
        _ => Value::Nothing,
    }
}

/// The longest of the exhausted ones of OpenAI's limits, if there are no others.
fn limits(headers: &HeaderMap) -> Reading {
    let mut longest = None;
    let mut known = 0;
    for limit in ["requests", "tokens"] {
        let (remaining, reset) = (
            format!("x-ratelimit-remaining-{limit}"),
            format!("x-ratelimit-reset-{limit}"),
        );
        let (Some(remaining), Some(reset)) = (headers.get(&remaining), headers.get(&reset)) else {
            continue;
        };
        known += 2;
        let (Ok(remaining), Ok(reset)) = (remaining.to_str(), reset.to_str()) else {
            return Reading::Unclear;
        };
        match remaining {
            "0" => {}
            some if some.parse::<u32>().is_ok_and(|some| some > 0) => continue,
            _ => return Reading::Unclear,
        }
        // A number that large is an instant.
        let found = match number(reset, 9) {
            Value::Wait(wait) if wait >= Duration::from_secs(1_000_000_000) => Value::Unclear,
            Value::Unclear => duration(reset),
            found => found,
        };
        match found {
            Value::Wait(wait) => longest = longest.max(Some(wait)),
            Value::Nothing => {}
            Value::Unclear => return Reading::Unclear,
        }
    }
    let limits = headers.iter().filter(|(name, _)| is_limit(name.as_str()));
    if limits.count() != known || longest.is_none() {
        return Reading::Unclear;
    }
    Reading::Plain(longest)
}

/// One sentence in OpenAI's shape: `Please try again in 1.898s.`
fn text(body: &[u8]) -> Reading {
    if body.is_empty() {
        return Reading::Plain(None);
    }
    // Of two keys of one name the first counts, and serde_json keeps the last.
    let written = String::from_utf8_lossy(body);
    let is_once = |key: &str| written.matches(key).count() == 1;
    if !is_once("error") || !is_once("message") || written.contains('\\') || body.len() > 4096 {
        return Reading::Unclear;
    }
    let Ok(serde_json::Value::Object(body)) = serde_json::from_slice(body) else {
        return Reading::Unclear;
    };
    let [("error", serde_json::Value::Object(error))] = pairs(&body)[..] else {
        return Reading::Unclear;
    };
    let [("message", serde_json::Value::String(message))] = pairs(error)[..] else {
        return Reading::Unclear;
    };
    let Some((before, after)) = message.split_once("try again in ") else {
        return Reading::Unclear;
    };
    let sentence = after.trim_end_matches('.');
    if may_name_a_time(before) || may_name_a_time(after) {
        return Reading::Unclear;
    }
    match duration(sentence) {
        Value::Wait(wait) => Reading::Plain(Some(wait)),
        Value::Nothing if sentence.starts_with('0') => Reading::Plain(None),
        Value::Nothing | Value::Unclear => Reading::Unclear,
    }
}

fn may_name_a_time(text: &str) -> bool {
    let lower = text.to_lowercase();
    ["wait", "again", "retry", "reset", "available"]
        .iter()
        .any(|word| lower.contains(word))
}

fn pairs(object: &serde_json::Map<String, serde_json::Value>) -> Vec<(&str, &serde_json::Value)> {
    object
        .iter()
        .map(|(key, value)| (key.as_str(), value))
        .collect()
}
