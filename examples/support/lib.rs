//! What the examples share: what APIs answer, played by a server in this process; clients for them; and a timeline.

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
#[cfg(feature = "api")]
pub mod openai;
pub mod timeline;

pub use test_support::{Answer, Server};
