//! Events of a body that is polled.

use std::fmt;
use std::future::{Future, poll_fn};
use std::pin::Pin;
use std::task::{Context, Poll};
#[cfg(feature = "tokio")]
use std::time::Duration;

use super::decoder::{Decoder, Step};
#[cfg(feature = "tokio")]
use super::silence::Silence;
use super::{Answer, Event};
#[cfg(feature = "stream")]
use crate::api::body::LIMIT;
use crate::api::error::ApiError;
use crate::api::reply::Head;
use crate::host::{BoxFuture, MaybeSend};
#[cfg(feature = "stream")]
use crate::stream::kept::Kept;

/// The events of a response, in order.
///
/// They are returned by `api_events` of a [client](crate::clients), and by [`Reply::events`](crate::api::Reply::events)
/// for any other client. With the feature `stream`, this is a `Stream`; without it, use [`next`](Self::next).
///
/// | the body | comes as |
/// |---|---|
/// | server-sent events | an [`Event`] each |
/// | NDJSON, or a list in JSON | an [`Event`] a value |
/// | an event that is an error, whatever the status | the [`ApiError`] that it means, and then the end |
/// | a status of 400 and above | the [`ApiError`] that `error_for_api` makes of it |
/// | the event that ends an answer | that [`Event`], and then the end; `[DONE]` is the end alone |
/// | an end before that | an error of the kind [`Cut`](crate::api::ErrorKind::Cut), transient |
/// | an answer that ends and says nothing | [`NoAnswer`](crate::api::ErrorKind::NoAnswer), classified as by [`Reply::json`](crate::api::Reply::json) |
/// | what is no JSON | [`Malformed`](crate::api::ErrorKind::Malformed), transient |
/// | an event larger than [`event_limit`](Self::event_limit) | [`Malformed`](crate::api::ErrorKind::Malformed), permanent |
/// | a body that is no text | [`Malformed`](crate::api::ErrorKind::Malformed), permanent |
/// | a connection that breaks | the error of the client |
///
/// An answer that has named a `finish_reason` is complete, even without `[DONE]`, which some servers leave out: its end
/// is the end, and so is silence or a broken connection. If a request asks for several answers, each has to name its
/// own. Nothing follows an error. Data that arrives early stays with the client; at most one event is kept in memory. Dropping the
/// events closes the connection.
#[must_use = "nothing arrives until it is asked for"]
pub struct Events {
    source: Source,
    decoder: Decoder,
    /// What has arrived, of which so many bytes have been read.
    chunk: Vec<u8>,
    read: usize,
    #[cfg(feature = "tokio")]
    silence: Option<Silence>,
    /// What the option `stream` has read.
    #[cfg(feature = "stream")]
    first: Kept<Event>,
}

enum Source {
    Body(Pin<Box<dyn Body>>),
    /// The response is an error, whose body is being read.
    Failed(BoxFuture<ApiError>),
    Closed,
    Over,
}

/// The body of a response.
pub(crate) trait Body: MaybeSend {
    /// Puts the next chunk into the buffer, which is empty.
    fn poll_chunk(
        self: Pin<&mut Self>,
        context: &mut Context<'_>,
        into: &mut Vec<u8>,
    ) -> Poll<Option<Result<(), ApiError>>>;
}

impl Events {
    #[cfg(feature = "__reqwest")]
    pub(crate) fn new(head: Head, body: impl Body + 'static) -> Self {
        Self::of(head, Source::Body(Box::pin(body)))
    }

    pub(crate) fn failed(
        head: Head,
        error: impl Future<Output = ApiError> + MaybeSend + 'static,
    ) -> Self {
        Self::of(head, Source::Failed(Box::pin(error)))
    }

    /// Those of a body of which the start has been read.
    #[cfg(feature = "stream")]
    pub(in crate::api) fn of_stream<B, E>(
        head: Head,
        start: &[u8],
        rest: impl futures_core::Stream<Item = Result<B, E>> + MaybeSend + 'static,
    ) -> Self
    where
        B: AsRef<[u8]>,
        E: Into<ApiError>,
    {
        let mut rest = Box::pin(Chunks { stream: rest });
        if head.with_body(b"").is_success() {
            let mut events = Self::of(head, Source::Body(rest));
            events.chunk.extend_from_slice(start);
            return events;
        }
        let kept = head.with_body(b"").head();
        let mut body = start.to_vec();
        Self::failed(head, async move {
            while body.len() < LIMIT {
                let mut chunk = Vec::new();
                match poll_fn(|context| rest.as_mut().poll_chunk(context, &mut chunk)).await {
                    Some(Ok(())) => body.append(&mut chunk),
                    // A body that breaks off is worth what there is of it.
                    Some(Err(_)) | None => break,
                }
            }
            kept.with_body(&body).into_error()
        })
    }

    fn of(head: Head, source: Source) -> Self {
        Self {
            source,
            decoder: Decoder::new(head),
            chunk: Vec::new(),
            read: 0,
            #[cfg(feature = "tokio")]
            silence: None,
            #[cfg(feature = "stream")]
            first: Kept::new(),
        }
    }

    /// Yields what was read of them once more.
    #[cfg(feature = "stream")]
    pub(crate) fn with_first(mut self, first: Kept<Event>) -> Self {
        self.first = first;
        self
    }

    /// Limits the silence of the server: the time from when an event is awaited until it arrives. The error is
    /// transient and of the kind [`Timeout`](crate::api::ErrorKind::Timeout). By default, only the client's own
    /// timeouts apply.
    ///
    /// Comments, with which servers keep connections open, do not count as events, unless
    /// [`comments_count`](Self::comments_count) is set. This method needs the feature `tokio`. Without it, limit the
    /// time of each chunk in the stream that you pass to [`Reply::events`](crate::api::Reply::events).
    #[cfg(feature = "tokio")]
    #[cfg_attr(retry_attr_docs, doc(cfg(feature = "tokio")))]
    pub fn silence(mut self, most: Duration) -> Self {
        self.silence = Some(Silence::new(most));
        self
    }

    /// Counts comments as signs of life: [`silence`](Self::silence) then limits the time without events and comments.
    /// Call it after `silence`.
    #[cfg(feature = "tokio")]
    #[cfg_attr(retry_attr_docs, doc(cfg(feature = "tokio")))]
    pub fn comments_count(mut self) -> Self {
        if let Some(silence) = &mut self.silence {
            silence.comments_count = true;
        }
        self
    }

    /// Limits the size of an event in bytes, and so the memory used. Default: 16 MiB.
    pub const fn event_limit(mut self, bytes: usize) -> Self {
        self.decoder.set_limit(bytes);
        self
    }

    /// Returns the next event, or `None` at the end.
    ///
    /// It is cancel safe: if the future is dropped before it is ready, nothing is lost.
    ///
    /// # Errors
    ///
    /// Returns an error as in the table above. It is the last item.
    pub async fn next(&mut self) -> Option<Result<Event, ApiError>> {
        poll_fn(|context| self.poll_event(context)).await
    }

    /// Reads the text of the whole answer, if you stream only to notice when an answer is cut off or to keep a slow
    /// connection open.
    ///
    /// # Errors
    ///
    /// Returns the first error of the events. If there is no text, the kind is
    /// [`NoAnswer`](crate::api::ErrorKind::NoAnswer): transient if the answer is empty and no reason is named, permanent
    /// if it was blocked, reached the length limit first, or holds something else, such as tool calls.
    pub async fn text(mut self) -> Result<String, ApiError> {
        let mut answer = Answer::default();
        while let Some(event) = self.next().await {
            answer.add(&event?);
        }
        answer.finish(&self.decoder)
    }

    pub(super) fn poll_event(
        &mut self,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<Event, ApiError>>> {
        #[cfg(feature = "stream")]
        if let Some(event) = self.first.take() {
            return Poll::Ready(Some(Ok(event)));
        }
        loop {
            let step = match &mut self.source {
                Source::Over => return Poll::Ready(None),
                Source::Failed(error) => match error.as_mut().poll(context) {
                    Poll::Ready(error) => Some(Step::Error(error)),
                    Poll::Pending => None,
                },
                Source::Closed => Some(self.decoder.finish()),
                Source::Body(body) => {
                    let mut bytes = &self.chunk[self.read..];
                    let step = self.decoder.next(&mut bytes);
                    self.read = self.chunk.len() - bytes.len();
                    if step.is_some() {
                        step
                    } else {
                        self.chunk.clear();
                        self.read = 0;
                        match body.as_mut().poll_chunk(context, &mut self.chunk) {
                            Poll::Ready(Some(Ok(()))) => continue,
                            Poll::Ready(Some(Err(error))) if !self.decoder.is_finished() => {
                                Some(Step::Error(error))
                            }
                            // A complete answer stays complete, however its body ends.
                            Poll::Ready(Some(Err(_)) | None) => {
                                self.source = Source::Closed;
                                continue;
                            }
                            Poll::Pending => None,
                        }
                    }
                }
            };
            match step {
                Some(Step::Comment) => {
                    #[cfg(feature = "tokio")]
                    if let Some(silence) = self.silence.as_mut().filter(|it| it.comments_count) {
                        silence.ends();
                    }
                }
                Some(Step::Event(event)) => {
                    #[cfg(feature = "tokio")]
                    if let Some(silence) = &mut self.silence {
                        silence.ends();
                    }
                    return Poll::Ready(Some(Ok(event)));
                }
                Some(Step::Error(error)) => {
                    self.source = Source::Over;
                    return Poll::Ready(Some(Err(error)));
                }
                Some(Step::End) => {
                    self.let_go(context);
                    return Poll::Ready(None);
                }
                None => {
                    #[cfg(feature = "tokio")]
                    if let Some(silence) = &mut self.silence {
                        if silence.poll(context).is_ready() {
                            if self.decoder.is_finished() {
                                self.source = Source::Closed;
                                continue;
                            }
                            let error = match &self.source {
                                // Its status says more than that its body is late.
                                Source::Failed(_) => self.decoder.error(),
                                _ => silence.error(),
                            };
                            self.source = Source::Over;
                            return Poll::Ready(Some(Err(error)));
                        }
                    }
                    return Poll::Pending;
                }
            }
        }
    }

    /// A client may use its connection again, once the end of the body has been seen, which comes with the last event.
    fn let_go(&mut self, context: &mut Context<'_>) {
        if let Source::Body(body) = &mut self.source {
            self.chunk.clear();
            while let Poll::Ready(Some(Ok(()))) = body.as_mut().poll_chunk(context, &mut self.chunk)
            {
                // More than a mark of the end, such as the tokens that were used, is not worth waiting for.
                if self.chunk.len() > 1024 {
                    break;
                }
            }
        }
        self.source = Source::Over;
        self.chunk = Vec::new();
        self.read = 0;
    }
}

#[cfg(feature = "stream")]
#[cfg_attr(retry_attr_docs, doc(cfg(feature = "stream")))]
impl futures_core::Stream for Events {
    type Item = Result<Event, ApiError>;

    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        self.poll_event(context)
    }
}

impl fmt::Debug for Events {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Events").finish_non_exhaustive()
    }
}

#[cfg(feature = "stream")]
pin_project_lite::pin_project! {
    /// The chunks of a stream.
    struct Chunks<S> {
        #[pin]
        stream: S,
    }
}

#[cfg(feature = "stream")]
impl<S, B, E> Body for Chunks<S>
where
    S: futures_core::Stream<Item = Result<B, E>> + MaybeSend,
    B: AsRef<[u8]>,
    E: Into<ApiError>,
{
    fn poll_chunk(
        self: Pin<&mut Self>,
        context: &mut Context<'_>,
        into: &mut Vec<u8>,
    ) -> Poll<Option<Result<(), ApiError>>> {
        self.project().stream.poll_next(context).map(|chunk| {
            Some(match chunk? {
                Ok(bytes) => {
                    into.extend_from_slice(bytes.as_ref());
                    Ok(())
                }
                Err(error) => Err(error.into()),
            })
        })
    }
}
