//! Every shape of function that can be retried, a family of shapes a file.
#![allow(
    clippy::double_must_use,
    clippy::manual_async_fn,
    clippy::wrong_self_convention,
    unreachable_pub,
    reason = "shapes that nobody would write by hand"
)]

mod async_trait;
mod attributes;
mod blocks;
mod bodies;
mod calls;
mod free;
mod futures;
mod generics;
mod macro_made;
mod patterns;
mod receivers;
mod returns;
mod traits;
