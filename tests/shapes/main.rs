//! Every shape of function that can be retried, a family of shapes a file.

mod async_trait;
mod attributes;
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
