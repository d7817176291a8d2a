//! The forms in which servers write a wait.

use std::time::Duration;

/// In milliseconds, so that dates stay within the reach of two figures.
pub(super) const LONGEST: u64 = 100 * 24 * 3600 * 1000;

/// The date of every reply, in seconds since 1970.
const NOW: u64 = 1_795_676_400;

/// A reply after its status, and the wait that it names, to the precision that the form has.
pub(super) fn all(wait: Duration) -> Vec<(String, Duration)> {
    let (seconds, millis) = (wait.as_secs(), wait.subsec_millis());
    let (minutes, hours) = (seconds / 60 % 60, seconds / 3600);
    let decimal = format!("{seconds}.{millis:03}");
    let go = format!("{hours}h{minutes}m{}.{millis:03}s", seconds % 60);
    let exact = [
        format!("retry-after-ms: {}", wait.as_millis()),
        format!("x-ms-retry-after-ms: {}.0", wait.as_millis()),
        format!("x-amz-retry-after: {}", wait.as_millis()),
        format!("retry-after: {decimal}"),
        format!("retry-after: {go}"),
        format!("x-ratelimit-remaining-tokens: 0\nx-ratelimit-reset-tokens: {go}"),
        format!("x-ratelimit-remaining-requests: 0\nx-ratelimit-reset-requests: {decimal}"),
        format!("\n{{\"error\":{{\"details\":[{{\"retryDelay\":\"{decimal}s\"}}]}}}}"),
        format!("\n{{\"error\":{{\"message\":\"Please try again in {go}.\"}}}}"),
        format!("\n{{\"error\":{{\"message\":\"Please retry after {decimal} seconds.\"}}}}"),
        format!(
            "\n{{\"message\":\"please wait {hours} hours, {minutes} minutes, {}.{millis:03} s\"}}",
            seconds % 60
        ),
    ];
    // At least a second, as these have no decimals.
    let whole = Duration::from_secs(seconds + 1);
    let instant = NOW + whole.as_secs();
    let date = Date::of(instant);
    let in_seconds = [
        format!("retry-after: {}", date.fixed()),
        format!("retry-after: {}", date.rfc850()),
        format!("retry-after: {}", date.asctime()),
        format!(
            "anthropic-ratelimit-tokens-remaining: 0\nanthropic-ratelimit-tokens-reset: {}",
            date.rfc3339()
        ),
        format!("x-ratelimit-remaining: 0\nx-ratelimit-reset: {instant}"),
        format!("ratelimit-remaining: 0\nratelimit-reset: {instant}000"),
    ];
    let exact = exact.into_iter().map(|form| (form, wait));
    let in_seconds = in_seconds.into_iter().map(|form| (form, whole));
    exact.chain(in_seconds).collect()
}

struct Date {
    weekday: &'static str,
    year: u64,
    month: usize,
    day: u64,
    time: String,
}

impl Date {
    fn of(instant: u64) -> Self {
        let mut days = instant / 86_400;
        let weekday =
            ["Thurs", "Fri", "Satur", "Sun", "Mon", "Tues", "Wednes"][(days % 7) as usize];
        let mut year = 1970;
        let is_leap = |year: u64| year.is_multiple_of(4); // 1970 to 2099
        while days >= 365 + u64::from(is_leap(year)) {
            days -= 365 + u64::from(is_leap(year));
            year += 1;
        }
        let february = 28 + u64::from(is_leap(year));
        let mut month = 0;
        for length in [31, february, 31, 30, 31, 30, 31, 31, 30, 31, 30] {
            if days < length {
                break;
            }
            days -= length;
            month += 1;
        }
        let (hour, minute, second) = (instant / 3600 % 24, instant / 60 % 60, instant % 60);
        Self {
            weekday,
            year,
            month,
            day: days + 1,
            time: format!("{hour:02}:{minute:02}:{second:02}"),
        }
    }

    fn month(&self) -> &'static str {
        &"JanFebMarAprMayJunJulAugSepOctNovDec"[3 * self.month..3 * self.month + 3]
    }

    fn fixed(&self) -> String {
        let Self {
            weekday,
            year,
            day,
            time,
            ..
        } = self;
        format!(
            "{}, {day:02} {} {year} {time} GMT",
            &weekday[..3],
            self.month()
        )
    }

    fn rfc850(&self) -> String {
        let Self {
            weekday,
            year,
            day,
            time,
            ..
        } = self;
        format!(
            "{weekday}day, {day:02}-{}-{:02} {time} GMT",
            self.month(),
            year % 100
        )
    }

    fn asctime(&self) -> String {
        let Self {
            weekday,
            year,
            day,
            time,
            ..
        } = self;
        format!("{} {} {day:>2} {time} {year}", &weekday[..3], self.month())
    }

    fn rfc3339(&self) -> String {
        let Self {
            year,
            month,
            day,
            time,
            ..
        } = self;
        format!("{year}-{:02}-{day:02}T{time}Z", month + 1)
    }
}
