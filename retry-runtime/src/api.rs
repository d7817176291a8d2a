//! What a failed reply of an AI API means, read from its status, headers and body into an [`ApiError`].
//!
//! With the feature of a [client](crate::clients), its errors and responses become an [`ApiError`] on their own. For
//! any other client, use [`Reply`].

// | module | decides |
// |---|---|
// | `profile`, `providers/` | what is known about a provider: one file each |
// | `recognition` | who answers |
// | `wire`, `json`, `body` | what the body says |
// | `facts` | what is known about a failure, from a body or a client |
// | `wrapped` | what a gateway hands on of the provider behind it |
// | `rules`, `wording`, `meaning` | what that means |
// | `retry_after`, `hint`, `time` | how long the server asks to wait, and until when |
// | `judge` | what callers are told |
// | `secrets` | what nobody is told |
// | `answer` | whether a success answers anything |
// | `events` | what comes next in an answer that is a stream |
// | `text` | what the text of an error says about a reply |

mod answer;
mod body;
mod error;
mod events;
mod facts;
mod hint;
mod json;
mod judge;
mod kind;
mod mark;
mod meaning;
mod pattern;
mod profile;
mod provider;
mod providers;
mod recognition;
mod reply;
mod retry_after;
mod rules;
mod secrets;
mod text;
mod time;
mod wire;
mod wording;
mod wrapped;

pub use error::ApiError;
pub(crate) use error::{Parts, kind_of};
#[cfg(feature = "__reqwest")]
pub(crate) use events::Body;
#[cfg(any(feature = "stream", feature = "__reqwest"))]
pub use events::Events;
pub use events::{BlockingEvents, Event};
#[cfg(feature = "__facts")]
pub(crate) use facts::Facts;
#[cfg(feature = "__facts")]
pub(crate) use judge::judge;
pub use kind::ErrorKind;
#[cfg(any(
    feature = "async-openai-0_43",
    feature = "aws-smithy-1",
    feature = "genai-0_7",
    feature = "tonic-0_14"
))]
pub(crate) use profile::Field;
pub use provider::Provider;
pub use reply::Reply;
#[cfg(feature = "__http")]
pub(crate) use reply::Start;
