//! Prints a call as it goes: what happened when, and why.

use std::time::Duration;

use retry_attr::{Attempt, Event, Reason};

/// An attempt starts.
pub fn print_attempt(attempt: &Attempt) {
    let (number, max) = (attempt.number(), attempt.max());
    print(
        attempt.elapsed(),
        &format!("attempt {number} of at most {max}"),
    );
}

/// An attempt failed, and another one follows.
pub fn print_retry(event: &Event<'_>) {
    print_failure(event);
    let delay = event.delay().unwrap_or_default().as_secs_f64();
    let why = match event.retry_after() {
        Some(wait) => format!("the server asks for {wait:?}, and jitter comes on top"),
        None => "backoff with jitter".to_owned(),
    };
    print(event.elapsed(), &format!("  waiting {delay:.2}s: {why}"));
}

/// An attempt failed, and it was the last one.
pub fn print_give_up(event: &Event<'_>) {
    print_failure(event);
    let Some(reason) = event.reason() else { return };
    let why = match (reason, event.retry_after()) {
        (Reason::RetryAfterTooLong, Some(wait)) => format!("{reason} ({wait:?})"),
        _ => reason.to_string(),
    };
    print(event.elapsed(), &format!("  giving up: {why}"));
}

fn print_failure(event: &Event<'_>) {
    if let Some(error) = event.error() {
        print(event.elapsed(), &format!("  {error}"));
    }
}

/// A line of the timeline.
pub fn print(elapsed: Duration, what: &str) {
    println!("{:6.2}s  {what}", elapsed.as_secs_f64());
}
