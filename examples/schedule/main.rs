//! What a policy will do, compared with another: how long each delay may be, and the worst case in total.
//!
//! `cargo run --example schedule --features plotters`
//!
//! Put your own policies below. Prints a table and draws it as `results/schedule.svg`, or to the path given after `--`. A
//! `deadline` is not shown.

mod plot;

use std::ops::RangeInclusive;
use std::path::PathBuf;
use std::time::Duration;

use retry_attr::{Jitter, Policy, RetryAfter};
use support::chart::Drawn;

const POLICIES: [(&str, Policy); 2] = [
    (
        "6 attempts, full jitter",
        Policy::new()
            .max(6)
            .base(Duration::from_millis(500))
            .cap(Duration::from_secs(6))
            .jitter(Jitter::Full)
            .timeout(LONGEST_ATTEMPT)
            .retry_after(RetryAfter::AtMost(LONGEST_WAIT)),
    ),
    (
        "4 attempts, a quarter off",
        Policy::new()
            .max(4)
            .jitter(Jitter::Proportion(0.25))
            .timeout(LONGEST_ATTEMPT)
            .retry_after(RetryAfter::AtMost(LONGEST_WAIT)),
    ),
];

const LONGEST_ATTEMPT: Duration = Duration::from_secs(30);
const LONGEST_WAIT: Duration = Duration::from_secs(60);

/// The delays of a policy.
struct Schedule {
    name: &'static str,
    /// Before attempts 2, 3, 4 and so on.
    delays: Vec<RangeInclusive<Duration>>,
}

impl Schedule {
    /// When each attempt after the first starts, if attempts take no time.
    fn starts(&self) -> Vec<RangeInclusive<Duration>> {
        let (mut first, mut last) = (Duration::ZERO, Duration::ZERO);
        let start = |delay: &RangeInclusive<Duration>| {
            first += *delay.start();
            last += *delay.end();
            first..=last
        };
        self.delays.iter().map(start).collect()
    }

    fn total(&self) -> RangeInclusive<Duration> {
        let last = self.starts().pop();
        last.unwrap_or(Duration::ZERO..=Duration::ZERO)
    }

    /// If every attempt takes as long as it may.
    fn longest_call(&self) -> Duration {
        let retries = u32::try_from(self.delays.len()).unwrap_or(u32::MAX);
        LONGEST_ATTEMPT * (retries + 1) + *self.total().end()
    }

    /// The same, if the server asks for the longest accepted wait before every retry. Jitter comes on top.
    fn longest_call_asked_to_wait(&self) -> Duration {
        let retries = u32::try_from(self.delays.len()).unwrap_or(u32::MAX);
        let jitter = self.total().end().saturating_sub(*self.total().start());
        LONGEST_ATTEMPT * (retries + 1) + LONGEST_WAIT * retries + jitter
    }
}

fn main() -> Drawn {
    let path = std::env::args().nth(1).map_or_else(
        || {
            PathBuf::from(concat!(
                env!("CARGO_MANIFEST_DIR"),
                "/../results/schedule.svg"
            ))
        },
        PathBuf::from,
    );
    let schedules = POLICIES.map(|(name, policy)| Schedule {
        name,
        delays: policy.delay_ranges().collect(),
    });
    print(&schedules);
    plot::draw(&path, &schedules)
}

fn print(schedules: &[Schedule; 2]) {
    let row = |title: &str, cell: &dyn Fn(&Schedule) -> String| {
        let [one, other] = schedules.each_ref().map(cell);
        println!("{title:32}{one:28}{other}");
    };
    row("", &|it| it.name.to_owned());
    let most = schedules.each_ref().map(|it| it.delays.len());
    for retry in 0..most[0].max(most[1]) {
        let title = format!("delay before attempt {}", retry + 2);
        row(&title, &|it| {
            it.delays.get(retry).map(span).unwrap_or_default()
        });
    }
    row("all delays", &|it| span(&it.total()));
    println!("\nworst case in total, with");
    let each = length(LONGEST_ATTEMPT);
    row(&format!("  attempts of {each}"), &|it| {
        length(it.longest_call())
    });
    row(&format!("  and waits of {}", length(LONGEST_WAIT)), &|it| {
        length(it.longest_call_asked_to_wait())
    });
}

fn span(range: &RangeInclusive<Duration>) -> String {
    if range.start() == range.end() {
        return length(*range.end());
    }
    format!("{} to {}", length(*range.start()), length(*range.end()))
}

/// `250ms`, `1.5s`, `3m 15s`, to the millisecond above a second.
fn length(duration: Duration) -> String {
    if duration < Duration::from_secs(1) {
        return if duration.is_zero() {
            "0s".to_owned()
        } else {
            format!("{duration:?}")
        };
    }
    let rounded = Duration::from_millis(u64::try_from(duration.as_millis()).unwrap_or(u64::MAX));
    let minutes = rounded.as_secs() / 60;
    let rest = rounded.saturating_sub(Duration::from_secs(minutes * 60));
    match (minutes, rest.is_zero()) {
        (0, _) => format!("{rest:?}"),
        (_, true) => format!("{minutes}m"),
        (_, false) => format!("{minutes}m {rest:?}"),
    }
}
