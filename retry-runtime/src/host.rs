//! What the program runs on: an operating system, or JavaScript.
//!
//! On wasm32-unknown-unknown the standard library compiles, and has neither clocks nor sleep nor entropy: to read a
//! clock panics, and every instance gets the same hash keys. What the rest of the crate needs of these is here, and
//! nowhere else.

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
