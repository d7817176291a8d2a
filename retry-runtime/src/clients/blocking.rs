//! What clients that block have in common.

use std::io::{self, Read};
use std::sync::mpsc;
use std::thread;
use std::time::Instant;

use serde::de::DeserializeOwned;

use super::PATIENCE;
use super::sealed::Sealed;
use crate::api::{ApiError, BlockingEvents, Provider, Reply, Start};

/// Adds methods to responses that turn an error of an AI API into an [`ApiError`].
pub trait ResponseExt: Known {
    /// Returns the response unless it is an error, by its status or by an error object at the start of its body.
    ///
    /// A 2xx response whose content type is JSON, an event stream, plain text or missing is read until it is known: an
    /// object to its end or up to 64 KiB, a list up to its first element, a stream up to its first event, skipping
    /// announcements such as `ping` and `response.created`. At most 512 KiB are read. What was read is passed on
    /// untouched.
    ///
    /// Of the body of an error, up to 64 KiB are read, for at most 2 s. After that, the error is judged by its status,
    /// its headers and what has arrived. A thread reads the body; if nothing arrives, it keeps waiting until the
    /// client's own timeout.
    ///
    /// # Errors
    ///
    /// Returns the [`ApiError`] that the response is, or that of a connection that broke before this was known.
    fn error_for_api(self) -> Result<Self, ApiError>;

    /// Reads the answer in the body. A response that is an error or holds no answer is an error.
    ///
    /// Combines [`error_for_api`](Self::error_for_api) and [`Reply::json`]. Reading the body may take as long as the
    /// client's own timeouts allow. To check whether an answer is good enough, use `when_ok`.
    ///
    /// # Errors
    ///
    /// Returns the [`ApiError`] that the response is, that of a connection that broke, or that of [`Reply::json`].
    fn api_json<T: DeserializeOwned>(self) -> Result<T, ApiError>;

    /// Reads the events of a streamed answer; see [`BlockingEvents`].
    ///
    /// If the response is an error, that is the first item. Call [`error_for_api`](Self::error_for_api) first to get it
    /// as an error of the call instead, together with an error in place of the first event.
    fn api_events(self) -> BlockingEvents;

    /// Sets the provider, for responses whose host does not tell it, such as a gateway's. It is kept in the response's
    /// extensions.
    #[must_use]
    fn of_provider(self, provider: Provider) -> Self;
}

/// Like `Known` of the async clients.
#[diagnostic::on_unimplemented(
    message = "no enabled feature of `retry-attr` covers the client version of this `{Self}`",
    label = "not available for this client version",
    note = "enable the feature for your version of the client, such as `reqwest-blocking-0_12`, `reqwest-blocking-0_13` or \
            `ureq-3`"
)]
pub trait Known: Sealed + Sized {
    fn checked(self) -> Result<Self, ApiError>;
    fn json<T: DeserializeOwned>(self) -> Result<T, ApiError>;
    fn events(self) -> BlockingEvents;
    #[must_use]
    fn answered_by(self, provider: Provider) -> Self;
}

impl<R: Known> ResponseExt for R {
    fn error_for_api(self) -> Result<Self, ApiError> {
        self.checked()
    }

    fn api_json<T: DeserializeOwned>(self) -> Result<T, ApiError> {
        Known::json(self)
    }

    fn api_events(self) -> BlockingEvents {
        self.events()
    }

    fn of_provider(self, provider: Provider) -> Self {
        self.answered_by(provider)
    }
}

/// Reads the start of `body`, by which `head` may turn out to be an error.
pub(super) fn start(
    head: Reply<'_>,
    body: &mut impl Read,
    broken: fn(io::Error) -> ApiError,
) -> Result<Vec<u8>, ApiError> {
    let mut start = Start::default();
    let mut chunk = [0; 8 * 1024];
    while !start.is_enough() {
        match body.read(&mut chunk).map_err(broken)? {
            0 => break,
            read => start.push(&chunk[..read]),
        }
    }
    start.check(head)
}

/// The error that `head` is.
pub(super) fn error(head: Reply<'_>, body: impl Read + Send + 'static) -> ApiError {
    let deadline = Instant::now() + PATIENCE;
    let (sender, receiver) = mpsc::channel();
    // Without a thread to be had there is no body.
    let _ = thread::Builder::new().spawn(move || send(body, &sender));
    let mut read = Vec::new();
    while let Ok(chunk) = receiver.recv_timeout(deadline.saturating_duration_since(Instant::now()))
    {
        read.extend(chunk);
    }
    head.with_body(&read).into_error()
}

/// The events of `body`, of which `head` is the head.
pub(super) fn events(
    head: Reply<'_>,
    is_success: bool,
    body: impl Read + Send + 'static,
    broken: fn(io::Error) -> ApiError,
) -> BlockingEvents {
    if is_success {
        BlockingEvents::new(head.head(), body, broken)
    } else {
        BlockingEvents::failed(head.head(), error(head, body))
    }
}

/// Sends the first 64 KiB of `body` as they arrive. One that breaks off is worth what there is of it.
fn send(body: impl Read, to: &mpsc::Sender<Vec<u8>>) {
    let mut body = body.take(Start::LIMIT as u64);
    let mut chunk = [0; 8 * 1024];
    while let Ok(read @ 1..) = body.read(&mut chunk) {
        if to.send(chunk[..read].to_vec()).is_err() {
            break;
        }
    }
}
