//! The option `stream`: an attempt lasts until the first item, and what was read is handed on in order.

mod http;
mod items;
mod iterators;
mod limits;
mod options;
mod results;

use std::pin::Pin;
use std::task::{Context, Poll};

use futures_util::{Stream, StreamExt};

use crate::{Attempts, Failure};

/// What one attempt yields; it ends after the last.
type Script = &'static [Result<u32, Failure>];

const BUSY: Result<u32, Failure> = Err(Failure::Transient);

/// The iterator of the attempt that starts, by the script that has its number; the last is repeated.
fn iterator_of_attempt(attempts: &Attempts, scripts: &[Script]) -> Scripted {
    let attempt = attempts.start().min(scripts.len());
    Scripted(scripts[attempt - 1].iter())
}

/// The same as a stream.
fn of_attempt(attempts: &Attempts, scripts: &[Script]) -> Streamed {
    Streamed(iterator_of_attempt(attempts, scripts))
}

/// It must not be asked again after its end.
struct Scripted(std::slice::Iter<'static, Result<u32, Failure>>);

impl Iterator for Scripted {
    type Item = Result<u32, Failure>;

    fn next(&mut self) -> Option<Self::Item> {
        let item = self.0.next().copied();
        if item.is_none() {
            self.0 = [Err(Failure::Permanent)].iter();
        }
        item
    }
}

struct Streamed(Scripted);

impl Stream for Streamed {
    type Item = Result<u32, Failure>;

    fn poll_next(mut self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        Poll::Ready(self.0.next())
    }
}

/// All that a stream yields.
async fn all<S: Stream>(stream: S) -> Vec<S::Item> {
    stream.collect().await
}

/// A stream that may not be moved once it was polled.
fn pinned<'a, S: Stream + 'a>(stream: S) -> impl Stream<Item = S::Item> + 'a {
    stream.then(|item| async { item })
}
