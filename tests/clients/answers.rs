//! What servers answer to every client.

use std::time::Duration;

use test_support::Answer;

pub(crate) const WAIT: Duration = Duration::from_millis(300);

/// Refused, with a wait that only a header names.
pub(crate) fn limited() -> Answer {
    let body = r#"{"error":{"message":"slow down","type":"requests","param":null,"code":"rate_limit_exceeded"}}"#;
    Answer::new(429, body).header("retry-after-ms", WAIT.as_millis().to_string())
}

/// Refused for good, with the same status.
pub(crate) fn out_of_credit() -> Answer {
    let body = r#"{"error":{"message":"no credit","type":"insufficient_quota","param":null,"code":"insufficient_quota"}}"#;
    Answer::new(429, body).header("retry-after-ms", WAIT.as_millis().to_string())
}

pub(crate) fn page(status: u16) -> Answer {
    Answer::new(
        status,
        "<html><head><title>Bad gateway</title></head><body>nginx</body></html>",
    )
    .header("content-type", "text/html")
}
