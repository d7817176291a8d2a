//! What `chat` and `blocking` share.

mod bad_day;
pub(crate) mod openai;
mod server;
pub(crate) mod timeline;
