//! The events of an answer that comes as a stream.

// | module | decides |
// |---|---|
// | `decoder` | what comes next: an event, an error, the end |
// | `roles` | what an event is: output, the end of an answer, or neither |
// | `text` | what it adds to the text of the answer |
// | `silence` | how long nothing may come |
// | `polled`, `blocking` | how bytes come: by a poll, or by a call that blocks |

mod blocking;
mod decoder;
#[cfg(any(feature = "stream", feature = "__reqwest"))]
mod polled;
mod roles;
#[cfg(all(feature = "tokio", any(feature = "stream", feature = "__reqwest")))]
mod silence;
mod text;

use std::fmt;

use serde::de::DeserializeOwned;

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

/// One event of an answer that comes as a stream: a server-sent event, a line of NDJSON, or an element of a list.
///
/// What it is, the profiles of all known providers tell by its fields.
#[derive(Clone, PartialEq, Eq)]
pub struct Event {
    name: Option<String>,
    data: String,
    is_output: bool,
}

impl Event {
    /// The name of a server-sent event; `None` if it has none.
    #[must_use]
    pub fn name(&self) -> Option<&str> {
        self.name.as_deref()
    }

    /// What the event holds, as it came: JSON, but for few providers.
    #[must_use]
    pub fn raw(&self) -> &str {
        &self.data
    }

    /// What the event holds, as a type of yours.
    ///
    /// # Errors
    ///
    /// [`Malformed`](super::ErrorKind::Malformed) if it is no `T`, and permanent, as the next answer has that shape too.
    pub fn json<T: DeserializeOwned>(&self) -> Result<T, ApiError> {
        Ok(serde_json::from_str(&self.data)?)
    }

    /// Whether it holds a part of the answer: text, reasoning, a call of a tool, sound or an image.
    ///
    /// All else announces, counts or ends: a role, `ping`, `message_start`, `response.created`, an empty text, the
    /// tokens that were used.
    #[must_use]
    pub const fn is_output(&self) -> bool {
        self.is_output
    }

    /// The text of the answer in it, which is empty in most events that are no text. Reasoning is none.
    ///
    /// Of several answers at once, it is that of the first in the event.
    #[must_use]
    pub fn text(&self) -> String {
        text::of(&self.data).unwrap_or_default()
    }
}

/// By its name and its length: it may hold what is nobody's business.
impl fmt::Debug for Event {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Event")
            .field("name", &self.name)
            .field("bytes", &self.data.len())
            .field("is_output", &self.is_output)
            .finish()
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

    fn finish(self, head: &super::reply::Head) -> Result<String, ApiError> {
        if self.0.is_empty() {
            return Err(head.nothing_said());
        }
        Ok(self.0)
    }
}
