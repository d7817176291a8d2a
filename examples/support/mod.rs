//! What the examples share: APIs that a server in this process plays, clients for them, and a timeline.
#![allow(dead_code)] // each example needs a part of it

pub(crate) mod anthropic;
pub(crate) mod chat_error;
pub(crate) mod client;
pub(crate) mod endpoint;
pub(crate) mod gemini;
pub(crate) mod openai;
pub(crate) mod script;
pub(crate) mod server;
pub(crate) mod timeline;
