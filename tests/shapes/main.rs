//! Every shape of function that can be retried, a family of shapes a file.
#![cfg(feature = "tokio")]

#[path = "shapes/async_trait.rs"]
mod async_trait;
#[path = "shapes/attributes.rs"]
mod attributes;
#[path = "shapes/bodies.rs"]
mod bodies;
#[path = "shapes/calls.rs"]
mod calls;
#[path = "shapes/free.rs"]
mod free;
#[path = "shapes/futures.rs"]
mod futures;
#[path = "shapes/generics.rs"]
mod generics;
#[path = "shapes/macro_made.rs"]
mod macro_made;
#[path = "shapes/patterns.rs"]
mod patterns;
#[path = "shapes/receivers.rs"]
mod receivers;
#[path = "shapes/returns.rs"]
mod returns;
#[path = "shapes/traits.rs"]
mod traits;
