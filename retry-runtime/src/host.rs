//! What the program runs on: an operating system, or JavaScript.
//!
//! On wasm32-unknown-unknown the standard library compiles, but has no clock, no sleep and no entropy: reading a clock
//! panics, and hash keys are the same in every instance. Everything that the crate needs of its host is in this module.

#[cfg(not(all(target_family = "wasm", target_os = "unknown")))]
#[path = "host/system.rs"]
mod here;
#[cfg(all(target_family = "wasm", target_os = "unknown"))]
#[path = "host/web.rs"]
mod here;

pub(crate) use here::*;
// Generated code calls it.
#[cfg(feature = "tokio")]
pub use here::sleep;
