//! Errors that come without a reply: cut attempts, broken connections, answers that cannot be read.

use std::error::Error;
use std::io;

use retry_attr::api::ErrorKind::{Connection, InvalidRequest, Malformed, Timeout};
use retry_attr::api::Provider;
use retry_attr::{ApiError, Classification};

use crate::{PERMANENT, TRANSIENT, Verdict, judged};

#[track_caller]
fn assert_means(error: impl Into<ApiError>, verdict: Verdict) -> ApiError {
    let error = error.into();
    assert_eq!(judged(&error), (Provider::Compatible, verdict));
    assert_eq!((error.status(), error.body().len()), (None, 0));
    error
}

#[test]
fn of_a_connection() {
    for (kind, verdict) in [
        (io::ErrorKind::ConnectionReset, (TRANSIENT, Connection)),
        (
            io::ErrorKind::ConnectionRefused,
            (Classification::Unprocessed, Connection),
        ),
        (io::ErrorKind::TimedOut, (TRANSIENT, Timeout)),
        (io::ErrorKind::InvalidData, (TRANSIENT, Malformed)),
        (io::ErrorKind::InvalidInput, (PERMANENT, InvalidRequest)),
    ] {
        let error = assert_means(io::Error::from(kind), verdict);
        let cause = error.source().and_then(|kind| kind.source()).unwrap();
        assert_eq!(cause.downcast_ref::<io::Error>().unwrap().kind(), kind);
    }
}

#[test]
fn of_json() {
    let json = |text| serde_json::from_str::<u32>(text).unwrap_err();
    assert_means(json(""), (TRANSIENT, Malformed));
    assert_means(json("<"), (TRANSIENT, Malformed));
    assert_means(json("\"1\""), (PERMANENT, Malformed));
}

#[cfg(feature = "tokio")]
#[tokio::test(start_paused = true)]
async fn of_an_attempt_that_was_cut() {
    let second = std::time::Duration::from_secs(1);
    let policy = retry_attr::Policy::new().max(1).timeout(second);
    let result: Result<(), ApiError> = policy.run(std::future::pending).await;
    // The call gave up.
    let error = assert_means(result.unwrap_err(), (PERMANENT, Timeout));
    assert_eq!(error.to_string(), "timeout: attempt 1 timed out after 1s");
    let cause = error.source().and_then(|kind| kind.source()).unwrap();
    assert!(cause.is::<retry_attr::TimedOut>());
}

#[test]
fn shown_to_those_who_debug() {
    let error = ApiError::from(io::Error::from(io::ErrorKind::TimedOut));
    let shown = format!("{error:?}");
    for part in [
        "kind: Timeout",
        "classification: Transient",
        "body_bytes: 0",
    ] {
        assert!(shown.contains(part), "{part} in {shown}");
    }
}
