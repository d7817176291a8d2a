//! The events of a body, however it is cut.
//!
//! The first line of the input is the type of the body, all below it the body.

use std::io::Read;
use std::pin::Pin;
use std::task::{Context, Poll, Waker};

use futures_core::Stream;
use http::header::CONTENT_TYPE;
use http::{HeaderMap, HeaderValue, StatusCode};
use retry_attr::ApiError;
use retry_attr::api::{Event, Reply};

use crate::memory::peak;

/// An event may be so long.
const LIMIT: usize = 4096;

/// For one event with the buffers that grow for it, what it is as JSON, an error with its text, and 16 KiB to read into.
const MEMORY: isize = 256 * 1024;

/// Where this stands in the input, the text before it is repeated.
const AGAIN: &[u8] = b"%AGAIN";

/// # Panics
///
/// If something does not hold.
pub fn hold(input: &[u8]) {
    let end = input.iter().position(|byte| *byte == b'\n');
    let (kind, body) = input.split_at(end.unwrap_or(0));
    let body = repeated(body.strip_prefix(b"\n").unwrap_or(body));
    let mut headers = HeaderMap::new();
    if let Ok(kind) = HeaderValue::from_bytes(kind) {
        headers.insert(CONTENT_TYPE, kind);
    }
    // Tables that are made once do not count.
    let _ = read(&headers, Pieces::new(&[], 1));
    let (whole, taken) = peak(|| {
        let body = Pieces::new(&body, usize::MAX);
        let reply = Reply::new(StatusCode::OK, &headers, b"");
        let mut shown = 0;
        for item in reply.read_events(body).event_limit(LIMIT) {
            shown += usize::from(item.is_ok());
        }
        shown
    });
    let own = isize::try_from(body.len()).expect("a length");
    assert!(taken <= MEMORY + own, "{taken} bytes were allocated");

    let expected = read(&headers, Pieces::new(&body, usize::MAX));
    let events = expected.iter().filter(|it| it.starts_with("Ok")).count();
    assert_eq!(events, whole);
    let errors = expected.iter().filter(|it| it.starts_with("Err"));
    assert!(errors.count() + events == expected.len());
    let is_last = |it: &String| it.starts_with("Ok");
    assert!(expected.iter().rev().skip(1).all(is_last), "{expected:?}");
    for most in [1, 7, 64] {
        assert_eq!(read(&headers, Pieces::new(&body, most)), expected);
        assert_eq!(poll(&headers, Pieces::new(&body, most)), expected);
    }
}

fn read(headers: &HeaderMap, body: Pieces) -> Vec<String> {
    let events = Reply::new(StatusCode::OK, headers, b"").read_events(body);
    events.event_limit(LIMIT).map(shown).collect()
}

fn poll(headers: &HeaderMap, body: Pieces) -> Vec<String> {
    let events = Reply::new(StatusCode::OK, headers, b"").events(body);
    let mut events = events.event_limit(LIMIT);
    let mut context = Context::from_waker(Waker::noop());
    let mut items = Vec::new();
    loop {
        match Pin::new(&mut events).poll_next(&mut context) {
            Poll::Ready(Some(item)) => items.push(shown(item)),
            Poll::Ready(None) => return items,
            Poll::Pending => unreachable!("there is always more, or an end"),
        }
    }
}

fn shown(item: Result<Event, ApiError>) -> String {
    match item {
        Ok(event) => {
            let text = event.text();
            let json = event.json::<serde_json::Value>().is_ok();
            let (name, raw) = (event.name(), event.raw());
            format!("Ok {name:?} {raw:?} {} {text:?} {json}", event.is_output())
        }
        // A page that is no stream is shown by what had arrived of it when that was known.
        Err(error) => format!("Err {:?} {}", error.kind(), error.is_retryable()),
    }
}

/// A body that comes in pieces of changing length.
struct Pieces {
    body: Vec<u8>,
    at: usize,
    most: usize,
    random: usize,
}

impl Pieces {
    fn new(body: &[u8], most: usize) -> Self {
        Self {
            body: body.to_vec(),
            at: 0,
            most,
            random: body.len() | 1,
        }
    }

    fn next(&mut self, most: usize) -> &[u8] {
        self.random ^= self.random << 13;
        self.random ^= self.random >> 7;
        self.random ^= self.random << 17;
        let length = match self.most {
            usize::MAX => usize::MAX,
            most => self.random % most + 1,
        };
        let start = self.at;
        self.at = start.saturating_add(length.min(most)).min(self.body.len());
        &self.body[start..self.at]
    }
}

impl Read for Pieces {
    fn read(&mut self, buffer: &mut [u8]) -> std::io::Result<usize> {
        let piece = self.next(buffer.len());
        buffer[..piece.len()].copy_from_slice(piece);
        Ok(piece.len())
    }
}

impl Stream for Pieces {
    type Item = std::io::Result<Vec<u8>>;

    fn poll_next(mut self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        let piece = self.next(usize::MAX).to_vec();
        Poll::Ready((!piece.is_empty()).then_some(Ok(piece)))
    }
}

/// Larger than fits a corpus: what stands before the mark, many times.
fn repeated(body: &[u8]) -> Vec<u8> {
    let Some(at) = body.windows(AGAIN.len()).position(|it| it == AGAIN) else {
        return body.to_vec();
    };
    let (start, rest) = (&body[..at], &body[at + AGAIN.len()..]);
    let mut repeated = start.repeat(4 * LIMIT / start.len().max(1));
    repeated.extend(rest);
    repeated
}
