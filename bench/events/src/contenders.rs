//! The same bytes for each, and how many events it reads from them.

use std::pin::Pin;
use std::task::{Context, Poll};

use async_sse::Event as AsyncSseEvent;
use bytes::Bytes;
use eventsource_stream::Eventsource;
use futures_util::{Stream, StreamExt, TryStreamExt};
use http::{HeaderMap, StatusCode};
use retry_attr::api::Reply;

/// A body in chunks of one size, so often.
#[derive(Clone)]
pub struct Chunks {
    body: Bytes,
    size: usize,
    at: usize,
    times: usize,
}

impl Chunks {
    pub fn of(body: &str, size: usize) -> Self {
        Self {
            body: Bytes::copy_from_slice(body.as_bytes()),
            size,
            at: 0,
            times: 1,
        }
    }

    pub fn times(self, times: usize) -> Self {
        Self { times, ..self }
    }
}

impl Stream for Chunks {
    type Item = std::io::Result<Bytes>;

    fn poll_next(mut self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        if self.at == self.body.len() {
            self.at = 0;
            self.times -= 1;
        }
        if self.times == 0 {
            return Poll::Ready(None);
        }
        let end = (self.at + self.size).min(self.body.len());
        let chunk = self.body.slice(self.at..end);
        self.at = end;
        Poll::Ready(Some(Ok(chunk)))
    }
}

type Read = fn(Chunks) -> usize;

pub const CONTENDERS: [(&str, Read); 5] = [
    ("`api_events`", ours),
    ("eventsource-stream", eventsource_stream),
    ("sseer", sseer),
    ("sse-stream", sse_stream),
    ("async-sse", async_sse),
];

fn wait<T>(future: impl Future<Output = T>) -> T {
    let mut future = std::pin::pin!(future);
    let mut context = Context::from_waker(std::task::Waker::noop());
    loop {
        if let Poll::Ready(value) = future.as_mut().poll(&mut context) {
            return value;
        }
    }
}

fn count<T>(stream: impl Stream<Item = T>, is_event: impl Fn(&T) -> bool) -> usize {
    let mut stream = std::pin::pin!(stream);
    let mut events = 0;
    wait(async {
        while let Some(event) = stream.next().await {
            if !is_event(&event) {
                break;
            }
            events += 1;
        }
    });
    events
}

fn ours(chunks: Chunks) -> usize {
    let events = Reply::new(StatusCode::OK, &HeaderMap::new(), b"").events(chunks);
    count(events, Result::is_ok)
}

fn eventsource_stream(chunks: Chunks) -> usize {
    count(chunks.eventsource(), Result::is_ok)
}

fn sseer(chunks: Chunks) -> usize {
    count(sseer::EventStream::new(chunks), Result::is_ok)
}

fn sse_stream(chunks: Chunks) -> usize {
    count(
        sse_stream::SseStream::from_bytes_stream(chunks),
        Result::is_ok,
    )
}

fn async_sse(chunks: Chunks) -> usize {
    let events = async_sse::decode(chunks.into_async_read());
    count(events, |event| {
        matches!(event, Ok(AsyncSseEvent::Message(_)))
    })
}
