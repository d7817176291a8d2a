//! What a failed reply of an AI API means: from its status, headers and body to an [`ApiError`].
//!
//! | module | decides |
//! |---|---|
//! | `reply` | in which order the parts of a reply are asked |
//! | `provider` | who answers |
//! | `payload`, `json` | where a body says something, and how it is read |
//! | `body` | what the body says, in whatever shape |
//! | `rules`, `providers/` | what that means: a table a provider |
//! | `retry_after`, `time` | how long the server asks to wait, and until when |
//! | `error`, `kind` | what callers are told |
//! | `secrets` | what nobody is told |

mod body;
mod error;
mod json;
mod kind;
mod payload;
mod provider;
mod providers;
mod reply;
mod retry_after;
mod rules;
mod secrets;
mod time;

pub use error::ApiError;
pub use kind::ErrorKind;
pub use provider::Provider;
pub use reply::Reply;
