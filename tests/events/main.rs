//! Answers that come as streams, over real HTTP on loopback.

mod answers;
#[cfg(feature = "reqwest")]
mod dropping;
#[cfg(feature = "reqwest")]
mod failures;
#[cfg(feature = "reqwest")]
mod forms;
mod memory;
mod shapes;
#[cfg(feature = "reqwest")]
mod table;
#[cfg(feature = "reqwest")]
mod wires;
