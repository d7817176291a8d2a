//! Bodies of responses, read from their start.

use std::future::{Future, poll_fn};
use std::pin::{Pin, pin};
use std::task::{Context, Poll};

use bytes::Bytes;
use http_body::{Body as HttpBody, Frame, SizeHint};

use super::patience::Patience;
use crate::api::{self, ApiError, Reply, Start};

/// Reads the start of `body`, by which `head` may turn out to be an error.
pub(in crate::clients) async fn start<B>(head: Reply<'_>, body: &mut B) -> Result<Vec<u8>, ApiError>
where
    B: HttpBody<Data = Bytes, Error: Into<ApiError>> + Unpin,
{
    let mut start = Start::default();
    while !start.is_enough() {
        match next_frame(body).await {
            Some(frame) => {
                if let Ok(data) = frame.map_err(Into::into)?.into_data() {
                    start.push(&data);
                }
            }
            None => break,
        }
    }
    start.check(head)
}

/// The error that `head` is.
pub(in crate::clients) async fn error<B>(head: Reply<'_>, body: &mut B) -> ApiError
where
    B: HttpBody<Data = Bytes> + Unpin,
{
    let mut read = Vec::new();
    {
        let mut reading = pin!(async {
            // A body that breaks off is worth what there is of it.
            while let Some(Ok(frame)) = next_frame(body).await {
                if let Ok(data) = frame.into_data() {
                    read.extend_from_slice(&data);
                }
                if read.len() >= Start::LIMIT {
                    break;
                }
            }
        });
        let mut patience = Patience::new();
        poll_fn(|context| match reading.as_mut().poll(context) {
            Poll::Ready(()) => Poll::Ready(()),
            Poll::Pending => Pin::new(&mut patience).poll(context),
        })
        .await;
    }
    head.with_body(&read).into_error()
}

async fn next_frame<B: HttpBody + Unpin>(body: &mut B) -> Option<Result<Frame<B::Data>, B::Error>> {
    poll_fn(|context| Pin::new(&mut *body).poll_frame(context)).await
}

/// The chunks of a body.
pub(in crate::clients) struct Frames<B>(pub(in crate::clients) B);

impl<B> api::Body for Frames<B>
where
    B: HttpBody<Data = Bytes, Error: Into<ApiError>> + Send + Unpin,
{
    fn poll_chunk(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        into: &mut Vec<u8>,
    ) -> Poll<Option<Result<(), ApiError>>> {
        let frame = Pin::new(&mut self.0).poll_frame(context);
        frame.map(|frame| {
            Some(match frame? {
                Ok(frame) => {
                    if let Ok(data) = frame.into_data() {
                        into.extend_from_slice(&data);
                    }
                    Ok(())
                }
                Err(error) => Err(error.into()),
            })
        })
    }
}

/// A body of which the start has been read.
pub(in crate::clients) struct Whole<B> {
    pub(in crate::clients) start: Option<Bytes>,
    pub(in crate::clients) rest: B,
}

impl<B: HttpBody<Data = Bytes> + Unpin> HttpBody for Whole<B> {
    type Data = Bytes;
    type Error = B::Error;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, B::Error>>> {
        match self.start.take() {
            Some(start) if !start.is_empty() => Poll::Ready(Some(Ok(Frame::data(start)))),
            _ => Pin::new(&mut self.rest).poll_frame(context),
        }
    }

    fn is_end_stream(&self) -> bool {
        self.start.is_none() && self.rest.is_end_stream()
    }

    fn size_hint(&self) -> SizeHint {
        let start = self.start.as_ref().map_or(0, Bytes::len) as u64;
        let rest = self.rest.size_hint();
        let mut whole = SizeHint::new();
        whole.set_lower(rest.lower().saturating_add(start));
        if let Some(upper) = rest.upper() {
            whole.set_upper(upper.saturating_add(start));
        }
        whole
    }
}
