//! Bodies of responses that a browser reads: in whole, by its own timers.

use std::future::{Future, poll_fn};
use std::pin::{Pin, pin};
use std::task::Poll;

use bytes::Bytes;

use crate::api::{ApiError, Reply};
use crate::clients::PATIENCE;
use crate::host;

/// The error that `head` is.
pub(in crate::clients) async fn error<E>(
    head: Reply<'_>,
    body: impl Future<Output = Result<Bytes, E>>,
) -> ApiError {
    let mut body = pin!(body);
    let mut patience = host::sleep(PATIENCE);
    let read = poll_fn(|context| match body.as_mut().poll(context) {
        Poll::Ready(body) => Poll::Ready(body.ok()),
        Poll::Pending => Pin::new(&mut patience).poll(context).map(|()| None),
    });
    head.with_body(&read.await.unwrap_or_default()).into_error()
}
