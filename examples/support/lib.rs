//! What the examples share: a server in this process that plays the APIs, clients for it, and a timeline.
// Only the examples use it.
#![allow(missing_docs, clippy::missing_errors_doc, clippy::must_use_candidate)]

#[cfg(feature = "api")]
pub mod anthropic;
#[cfg(feature = "plotters")]
pub mod chart;
#[cfg(feature = "reqwest")]
pub mod client;
#[cfg(feature = "api")]
pub mod endpoint;
#[cfg(feature = "api")]
pub mod gemini;
pub mod limited;
#[cfg(feature = "api")]
pub mod openai;
pub mod timeline;

pub use test_support::{Answer, Server};
