//! Refuses a function that returns the events of an answer, or a box of a stream under another name, without the option
//! `stream`, as only creating the stream would be retried. Other names are for the compiler to see through.

use std::marker::PhantomData;
use std::ops::Deref;
#[cfg(feature = "stream")]
use std::pin::Pin;

#[cfg(feature = "stream")]
use futures_core::Stream;

/// What a function returns.
pub struct Returned<R>(PhantomData<fn() -> R>);
/// The same, if it is no stream.
pub struct ReturnedWhole<R>(PhantomData<fn() -> R>);

/// Asks what a function returns.
#[inline]
pub const fn returned<R>() -> Returned<R> {
    Returned(PhantomData)
}

/// A stream in a box, of which only the items are known.
#[cfg(feature = "stream")]
pub type Streaming<I> = Pin<Box<dyn Stream<Item = I>>>;

/// A stream whose items can fail.
pub trait Fallible {}

#[cfg(all(feature = "api", any(feature = "stream", feature = "__reqwest")))]
impl Fallible for crate::api::Events {}
#[cfg(feature = "api")]
impl Fallible for crate::api::BlockingEvents {}

#[cfg(feature = "stream")]
macro_rules! boxes {
    ($($($bound:ident)*;)*) => {$(
        impl<T, E> Fallible for Pin<Box<dyn Stream<Item = Result<T, E>> $(+ $bound)* + '_>> {}
        impl<T, E> Fallible for Box<dyn Stream<Item = Result<T, E>> + Unpin $(+ $bound)* + '_> {}
    )*};
}

#[cfg(feature = "stream")]
boxes! {
    ;
    Send;
    Send Sync;
}

/// Never implemented.
#[diagnostic::on_unimplemented(
    message = "only creating this stream would be retried, not reading it; to retry until its first item arrives, write \
               `#[retry(stream)]`",
    label = "a stream"
)]
pub trait Read {}

impl<S: Fallible, E> Returned<Result<S, E>> {
    #[inline]
    pub const fn is_whole(&self)
    where
        S: Read,
    {
    }
}

impl<R> Deref for Returned<R> {
    type Target = ReturnedWhole<R>;

    #[inline]
    fn deref(&self) -> &ReturnedWhole<R> {
        &ReturnedWhole(PhantomData)
    }
}

impl<R> ReturnedWhole<R> {
    #[inline]
    pub const fn is_whole(&self) {}
}
