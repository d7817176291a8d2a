//! The events of an answer that comes as a stream.

// | module | decides |
// |---|---|
// | `decoder` | what comes next: an event, an error, the end |
// | `roles` | what an event is: output, the end of an answer, or neither |
// | `progress` | whether the answer is complete, and says anything |
// | `text` | what it adds to the text of the answer |
// | `silence` | how long nothing may come |
// | `polled`, `blocking` | how bytes come: by a poll, or by a call that blocks |

mod blocking;
mod decoder;
#[cfg(any(feature = "stream", feature = "__reqwest"))]
mod polled;
mod progress;
mod roles;
#[cfg(all(feature = "tokio", any(feature = "stream", feature = "__reqwest")))]
mod silence;
mod text;

use std::fmt;

use serde::de::DeserializeOwned;

use self::decoder::Decoder;
use super::error::ApiError;

pub use blocking::BlockingEvents;
#[cfg(feature = "__reqwest")]
pub(crate) use polled::Body;
#[cfg(any(feature = "stream", feature = "__reqwest"))]
#[cfg_attr(
    retry_attr_docs,
    doc(cfg(any(feature = "stream", feature = "reqwest")))
)]
pub use polled::Events;

/// An event is at most so long, unless `event_limit` says otherwise: an image may come in one.
const EVENT_LIMIT: usize = 16 << 20;

/// One event of a streamed answer: a server-sent event, a line of NDJSON, or an element of a JSON list.
///
/// Its fields tell what it is, by the rules of all known providers.
#[derive(Clone, PartialEq, Eq)]
pub struct Event {
    name: Option<String>,
    data: String,
    is_output: bool,
    /// It says once more what events before it have said in pieces.
    repeats: bool,
}

impl Event {
    /// The name of a server-sent event, or `None` if it has none.
    #[must_use]
    pub fn name(&self) -> Option<&str> {
        self.name.as_deref()
    }

    /// The data of the event, unchanged. It is JSON for nearly all providers.
    #[must_use]
    pub fn raw(&self) -> &str {
        &self.data
    }

    /// Reads the data of the event as a type of your own.
    ///
    /// # Errors
    ///
    /// Returns [`Malformed`](super::ErrorKind::Malformed) if the data is not a `T`. It is permanent, because the next
    /// answer would have the same shape.
    pub fn json<T: DeserializeOwned>(&self) -> Result<T, ApiError> {
        Ok(serde_json::from_str(&self.data)?)
    }

    /// Whether the event holds part of the answer: text, reasoning, a tool call, audio or an image.
    ///
    /// All other events announce, count or end: a role, `ping`, `message_start`, `response.created`, an empty text,
    /// token usage.
    #[must_use]
    pub const fn is_output(&self) -> bool {
        self.is_output
    }

    /// The text of the answer in this event. It is empty for events without text. Reasoning is not part of it.
    ///
    /// If you asked for several answers, this is the text of the first.
    #[must_use]
    pub fn text(&self) -> String {
        if self.repeats {
            return String::new();
        }
        text::of(&self.data).unwrap_or_default()
    }
}

/// Shows the name and the length, as the data may be confidential.
impl fmt::Debug for Event {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Event")
            .field("name", &self.name)
            .field("bytes", &self.data.len())
            .field("is_output", &self.is_output)
            .finish_non_exhaustive()
    }
}

/// The text of an answer, as its events add to it.
#[derive(Default)]
struct Answer(String);

impl Answer {
    fn add(&mut self, event: &Event) {
        if event.is_output {
            self.0.push_str(&event.text());
        }
    }

    fn finish(self, decoder: &Decoder) -> Result<String, ApiError> {
        if self.0.is_empty() {
            return Err(decoder.without_text());
        }
        Ok(self.0)
    }
}
