//! Bodies of responses that a browser reads: in whole, by its own timers.

use std::future::{Future, poll_fn};
use std::pin::{Pin, pin};
use std::task::Poll;

use bytes::Bytes;
use gloo_timers::future::TimeoutFuture;

use crate::api::{ApiError, Reply};
use crate::clients::PATIENCE;

/// The error that `head` is.
pub(in crate::clients) async fn error<E>(
    head: Reply<'_>,
    body: impl Future<Output = Result<Bytes, E>>,
) -> ApiError {
    let mut body = pin!(body);
    let millis = u32::try_from(PATIENCE.as_millis()).unwrap_or(u32::MAX);
    let mut patience = TimeoutFuture::new(millis);
    let read = poll_fn(|context| match body.as_mut().poll(context) {
        Poll::Ready(body) => Poll::Ready(body.ok()),
        Poll::Pending => Pin::new(&mut patience).poll(context).map(|()| None),
    });
    head.with_body(&read.await.unwrap_or_default()).into_error()
}
