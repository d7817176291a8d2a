//! What must hold for any input: a module a fuzz target, with one function that panics if something does not hold.

pub mod attribute;
pub mod body;
pub mod derive;
pub mod events;
mod memory;
mod mutation;
mod reply;
pub mod retry_after;
mod tokens;
