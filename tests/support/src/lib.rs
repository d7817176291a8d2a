//! What tests and examples share. Needs nothing but std, so that it costs no example a dependency.

mod calls;
mod server;

pub use calls::{third, zero};
pub use server::{Answer, Server, nowhere};
