//! The types that a function may return a primed stream as, where its signature names one: boxes of any stream, and the
//! events of an answer.

use std::pin::Pin;

use futures_core::Stream;

use super::primed::Primed;

/// A type that holds any stream, or any iterator.
#[diagnostic::on_unimplemented(
    message = "`stream` returns a different stream from the one that the body makes, and `{Self}` cannot hold it",
    label = "neither `impl Stream` nor a box of any stream",
    note = "return `Result<impl Stream<Item = Result<T, E>>, E>`, or `Result<Pin<Box<dyn Stream<Item = Result<T, E>> + Send>>, E>`"
)]
pub trait FromPrimed<P> {
    /// Puts it into a box, if it is one.
    fn from_primed(primed: P) -> Self;
}

/// As `impl Stream` or `impl Iterator`.
#[diagnostic::do_not_recommend]
impl<S, T> FromPrimed<Self> for Primed<S, T> {
    #[inline]
    fn from_primed(primed: Self) -> Self {
        primed
    }
}

/// The events of an answer keep those that were read themselves.
#[cfg(feature = "api")]
macro_rules! events {
    ($($Events:ty),*) => {$(
        #[diagnostic::do_not_recommend]
        impl FromPrimed<Primed<Self, crate::api::Event>> for $Events {
            fn from_primed(primed: Primed<Self, crate::api::Event>) -> Self {
                match primed.into_parts() {
                    (kept, Some(events)) => events.with_first(kept),
                    (_, None) => unreachable!("it was read, and is taken once"),
                }
            }
        }
    )*};
}

#[cfg(feature = "api")]
events!(crate::api::Events, crate::api::BlockingEvents);

macro_rules! boxes {
    ($($($bound:ident)*;)*) => {$(
        #[diagnostic::do_not_recommend]
        impl<'a, P: Stream $(+ $bound)* + 'a> FromPrimed<P>
            for Pin<Box<dyn Stream<Item = P::Item> $(+ $bound)* + 'a>>
        {
            fn from_primed(primed: P) -> Self {
                Box::pin(primed)
            }
        }

        #[diagnostic::do_not_recommend]
        impl<'a, P: Stream + Unpin $(+ $bound)* + 'a> FromPrimed<P>
            for Box<dyn Stream<Item = P::Item> + Unpin $(+ $bound)* + 'a>
        {
            fn from_primed(primed: P) -> Self {
                Box::new(primed)
            }
        }

        #[diagnostic::do_not_recommend]
        impl<'a, P: Iterator $(+ $bound)* + 'a> FromPrimed<P>
            for Box<dyn Iterator<Item = P::Item> $(+ $bound)* + 'a>
        {
            fn from_primed(primed: P) -> Self {
                Box::new(primed)
            }
        }
    )*};
}

boxes! {
    ;
    Send;
    Send Sync;
}
