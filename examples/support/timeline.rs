//! Prints a call as it goes: what happened when, and why. It can be drawn afterwards.

mod picture;

use std::path::Path;
use std::sync::{Mutex, PoisonError};
use std::time::Duration;
use std::{fs, io};

use retry_attr::{Attempt, Event, Reason};

/// What a line is about.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Mark {
    /// An attempt starts.
    Attempt,
    /// A delay begins.
    Delay(Duration),
    /// More about the attempt.
    Detail,
}

/// A line of the timeline.
#[derive(Clone)]
struct Line {
    elapsed: Duration,
    mark: Mark,
    text: String,
}

/// What has been printed so far.
static LINES: Mutex<Vec<Line>> = Mutex::new(Vec::new());

/// An attempt starts.
pub fn print_attempt(attempt: &Attempt) {
    let (number, max) = (attempt.number(), attempt.max());
    let text = format!("attempt {number} of at most {max}");
    add(attempt.elapsed(), Mark::Attempt, text);
}

/// An attempt failed, and another one follows.
pub fn print_retry(event: &Event<'_>) {
    print_failure(event);
    let delay = event.delay().unwrap_or_default();
    let why = match event.retry_after() {
        Some(wait) => format!("the server asked for {wait:?}, plus jitter"),
        None => "backoff with jitter".to_owned(),
    };
    let text = format!("waiting {:.2} s: {why}", delay.as_secs_f64());
    add(event.elapsed(), Mark::Delay(delay), text);
}

/// An attempt failed, and it was the last one.
pub fn print_give_up(event: &Event<'_>) {
    print_failure(event);
    let Some(reason) = event.reason() else { return };
    let why = match (reason, event.retry_after()) {
        (Reason::RetryAfterTooLong, Some(wait)) => format!("{reason} ({wait:?})"),
        _ => reason.to_string(),
    };
    print(event.elapsed(), &format!("giving up: {why}"));
}

fn print_failure(event: &Event<'_>) {
    if let Some(error) = event.error() {
        print(event.elapsed(), &error.to_string());
    }
}

/// Something happens in an attempt.
pub fn print(elapsed: Duration, what: &str) {
    add(elapsed, Mark::Detail, what.to_owned());
}

fn add(elapsed: Duration, mark: Mark, text: String) {
    let indent = if mark == Mark::Attempt { "" } else { "  " };
    println!("{:6.2} s  {indent}{text}", elapsed.as_secs_f64());
    let mut lines = LINES.lock().unwrap_or_else(PoisonError::into_inner);
    lines.push(Line {
        elapsed,
        mark,
        text,
    });
}

/// Draws what has been printed, as an SVG.
pub fn draw(path: &Path) -> io::Result<()> {
    let lines = LINES.lock().unwrap_or_else(PoisonError::into_inner);
    fs::write(path, picture::draw(&lines))
}
