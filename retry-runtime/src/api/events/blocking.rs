//! Events of a body that is read by calls that block.

use std::fmt;
use std::io::{self, Read};
use std::iter::FusedIterator;

use super::decoder::{Decoder, Step};
use super::{Answer, Event};
use crate::api::body::LIMIT;
use crate::api::error::ApiError;
use crate::api::reply::Head;
#[cfg(feature = "stream")]
use crate::stream::kept::Kept;

/// The events of a response, in order, as an iterator: the counterpart of [`Events`](super::Events) for blocking
/// clients.
///
/// Only the client can limit the time between two events, because only it can interrupt a blocking read. Use
/// `timeout_per_read` of `ureq`, or `ClientBuilder::timeout` of `reqwest::blocking`, which limits each read of a body.
/// Comments count as data there.
#[must_use = "nothing is read until it is asked for"]
pub struct BlockingEvents {
    source: Source,
    broken: fn(io::Error) -> ApiError,
    decoder: Decoder,
    /// What has been read, of which the bytes from one place to another are to be looked at.
    chunk: Box<[u8]>,
    read: usize,
    end: usize,
    /// What the option `stream` has read.
    #[cfg(feature = "stream")]
    first: Kept<Event>,
}

enum Source {
    Body(Box<dyn Read + Send>),
    Failed(ApiError),
    Closed,
    Over,
}

/// So much is read at once.
const CHUNK: usize = 16 << 10;

impl BlockingEvents {
    pub(crate) fn new(
        head: Head,
        body: impl Read + Send + 'static,
        broken: fn(io::Error) -> ApiError,
    ) -> Self {
        Self {
            source: Source::Body(Box::new(body)),
            broken,
            decoder: Decoder::new(head),
            chunk: vec![0; CHUNK].into_boxed_slice(),
            read: 0,
            end: 0,
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

    /// Those of a reader of which it is not known whether it blocks for long.
    pub(in crate::api) fn of_reader(head: Head, body: impl Read + Send + 'static) -> Self {
        if head.with_body(b"").is_success() {
            return Self::new(head, body, ApiError::from);
        }
        let mut read = Vec::new();
        // A body that breaks off is worth what there is of it.
        let _ = body.take(LIMIT as u64).read_to_end(&mut read);
        let error = head.with_body(&read).into_error();
        Self::failed(head, error)
    }

    pub(crate) fn failed(head: Head, error: ApiError) -> Self {
        Self {
            source: Source::Failed(error),
            ..Self::new(head, io::empty(), ApiError::from)
        }
    }

    /// Limits the size of an event in bytes, and so the memory used. Default: 16 MiB.
    pub const fn event_limit(mut self, bytes: usize) -> Self {
        self.decoder.set_limit(bytes);
        self
    }

    /// Reads the text of the whole answer, if you stream only to notice when an answer is cut off or to keep a slow
    /// connection open.
    ///
    /// # Errors
    ///
    /// Returns the first error of the events. If there is no text, the kind is
    /// [`NoAnswer`](crate::api::ErrorKind::NoAnswer): transient if the answer is empty and no reason is named, permanent
    /// if it was blocked, reached the length limit first, or holds something else, such as tool calls.
    pub fn text(mut self) -> Result<String, ApiError> {
        let mut answer = Answer::default();
        for event in self.by_ref() {
            answer.add(&event?);
        }
        answer.finish(&self.decoder)
    }

    fn step(&mut self) -> Step {
        loop {
            match &mut self.source {
                Source::Over => return Step::End,
                Source::Closed => return self.decoder.finish(),
                Source::Failed(_) => {
                    let Source::Failed(error) = std::mem::replace(&mut self.source, Source::Over)
                    else {
                        return Step::End;
                    };
                    return Step::Error(error);
                }
                Source::Body(body) => {
                    let mut bytes = &self.chunk[self.read..self.end];
                    let step = self.decoder.next(&mut bytes);
                    self.read = self.end - bytes.len();
                    if let Some(step) = step {
                        return step;
                    }
                    self.read = 0;
                    self.end = 0;
                    match body.read(&mut self.chunk) {
                        Ok(0) => self.source = Source::Closed,
                        Ok(read) => self.end = read,
                        Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
                        // A complete answer stays complete.
                        Err(_) if self.decoder.is_finished() => self.source = Source::Closed,
                        Err(error) => return Step::Error((self.broken)(error)),
                    }
                }
            }
        }
    }
}

impl Iterator for BlockingEvents {
    type Item = Result<Event, ApiError>;

    fn next(&mut self) -> Option<Self::Item> {
        #[cfg(feature = "stream")]
        if let Some(event) = self.first.take() {
            return Some(Ok(event));
        }
        loop {
            match self.step() {
                Step::Comment => {}
                Step::Event(event) => return Some(Ok(event)),
                Step::Error(error) => {
                    self.source = Source::Over;
                    return Some(Err(error));
                }
                Step::End => {
                    self.source = Source::Over;
                    return None;
                }
            }
        }
    }
}

impl FusedIterator for BlockingEvents {}

impl fmt::Debug for BlockingEvents {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("BlockingEvents").finish_non_exhaustive()
    }
}
