//! What clients that block have in common.

use std::io::{self, Read};
use std::sync::mpsc;
use std::thread;
use std::time::Instant;

use serde::de::DeserializeOwned;

use super::PATIENCE;
use super::sealed::Sealed;
use crate::api::{ApiError, BlockingEvents, Provider, Reply, Start};

/// Turns a response that is an error into an [`ApiError`].
pub trait ResponseExt: Sealed + Sized {
    /// The response, unless it is an error: by its status, or by an error object at the start of its body.
    ///
    /// A response of the 200s whose type is JSON, an event stream or plain text, or is not stated, is read until it
    /// tells: the whole of an object, or its first 64 KiB; the first element of a list; the first event of a stream,
    /// whatever it holds, announcements such as `ping` and `response.created` aside. No more than 512 KiB are read. What
    /// was read is handed on untouched.
    ///
    /// Of the body of an error, up to 64 KiB are read, and no longer than 2 s: then what has arrived is judged, and the
    /// status and the headers have. A thread reads it, which goes on, where nothing arrives, until the client's own
    /// timeout ends it.
    ///
    /// # Errors
    ///
    /// The [`ApiError`] that the response is, or that of a connection that broke before it was known.
    fn error_for_api(self) -> Result<Self, ApiError>;

    /// The answer in the body, unless the response is an error or answers nothing.
    ///
    /// As [`error_for_api`](Self::error_for_api), and then as [`Reply::json`] for the whole of the body, which may take
    /// as long as the client's own timeouts let it. An answer that is there and not good enough is for `when_ok`.
    ///
    /// # Errors
    ///
    /// The [`ApiError`] that the response is; that of a connection that broke; that of [`Reply::json`].
    fn api_json<T: DeserializeOwned>(self) -> Result<T, ApiError>;

    /// The events of the answer, which comes as a stream; see [`BlockingEvents`].
    ///
    /// A response that is an error is the first item. Behind [`error_for_api`](Self::error_for_api) it is an error of the
    /// call instead, and with it one that comes in place of the first event.
    fn api_events(self) -> BlockingEvents;

    /// States who answers, where the host does not tell, such as a gateway. It is kept in the response's extensions.
    #[must_use]
    fn of_provider(self, provider: Provider) -> Self;
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
