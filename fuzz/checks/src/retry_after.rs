//! The wait that a reply names, against a second reading of the places where the first is plain to see.

mod forms;
mod oracle;

use std::time::Duration;

use http::StatusCode;
use retry_attr::Classify;
use retry_attr::api::{ErrorKind, Reply};

use crate::reply::Written;

/// # Panics
///
/// If reading panics, finds a wait of zero, or another than the first usable one.
pub fn hold(input: &[u8]) {
    let Written {
        status,
        headers,
        body,
        ..
    } = Written::read(input);
    let error = Reply::new(status, &headers, &body).into_error();
    let wait = error.retry_after();
    assert_ne!(wait, Some(Duration::ZERO));
    if let Some(slept) = error.classify().retry_after() {
        assert_eq!(Some(slept), wait);
    }
    // Elsewhere a time in a text is no wait.
    let is_limit = matches!(
        error.kind(),
        ErrorKind::RateLimit | ErrorKind::Overloaded | ErrorKind::Quota
    );
    if let (true, oracle::Reading::Plain(expected)) = (is_limit, oracle::read(&headers, &body)) {
        assert_eq!(wait, expected, "{headers:?} {}", body.escape_ascii());
    }
    hold_for_every_form(input);
}

/// One wait, taken from the input, written as every server would.
fn hold_for_every_form(input: &[u8]) {
    let number = input.iter().fold(0, |number: u64, byte| {
        number.wrapping_mul(31) + u64::from(*byte)
    });
    // Much work for a test of one number.
    if !number.is_multiple_of(8) {
        return;
    }
    let wait = Duration::from_millis(1 + number / 8 % forms::LONGEST);
    for (form, precision) in forms::all(wait) {
        let mut input = format!("429\n{form}").into_bytes();
        if !form.contains("\n\n") {
            input.extend(b"\n\n");
        }
        let Written { headers, body, .. } = Written::read(&input);
        let error = Reply::new(StatusCode::TOO_MANY_REQUESTS, &headers, &body).into_error();
        assert_eq!(error.retry_after(), Some(precision), "{form}");
    }
}
