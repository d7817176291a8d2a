//! The option `stream`: an attempt lasts until the first item of its stream, and what was read by then is handed on.
//!
//! | module | holds |
//! |---|---|
//! | `item` | what a stream yields, and which types yield it |
//! | `kept` | what was read before the caller reads |
//! | `primed` | a stream or an iterator whose first item was read |
//! | `first` | reads up to the first item, for functions that return a stream in a `Result` |
//! | `boxed` | the types that such a function may return by name |
//! | `loan` | an argument that the closure of such a function keeps |
//! | `retried` | a stream and an iterator that retry when they are read, for functions that return one as such |
//!
//! A stream that ends before any item is a success, as an empty answer may be right; one that must not be empty yields
//! an error in place of its end.
// As in `private`: methods here choose a type by their receiver, and only generated code calls them.
#![allow(clippy::must_use_candidate, clippy::unused_self)]

mod boxed;
mod first;
mod item;
pub(crate) mod kept;
mod loan;
mod primed;
mod retried;

pub use self::first::{opened, until_first_of_iterator, until_first_of_iterator_as};
pub use self::item::{Item, ends, yields_items, yields_items_blocking};
pub use self::loan::Loan;
pub use self::retried::{Next, Retrying, Turn};
