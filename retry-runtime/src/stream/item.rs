//! What a stream yields, and which types yield it. Traits of our own, as they carry the messages.

use futures_core::Stream;

/// An item that may be a failure: a `Result`.
#[diagnostic::on_unimplemented(
    message = "`stream` needs items that can fail, but these are `{Self}`",
    label = "cannot fail",
    note = "make the stream yield `Result<T, E>`"
)]
pub trait Item: Sized {
    /// What is handed on.
    type Value;
    /// What is retried.
    type Error;

    /// # Errors
    ///
    /// The failure that `self` is.
    fn into_result(self) -> Result<Self::Value, Self::Error>;

    /// Makes an item again of what one held.
    fn success(value: Self::Value) -> Self;

    /// Makes the item in which the last error is returned.
    fn failure(error: Self::Error) -> Self;
}

impl<T, E> Item for Result<T, E> {
    type Value = T;
    type Error = E;

    #[inline]
    fn into_result(self) -> Self {
        self
    }

    #[inline]
    /// Makes an item again of what one held.
    fn success(value: T) -> Self {
        Ok(value)
    }

    #[inline]
    /// Makes the item in which the last error is returned.
    fn failure(error: E) -> Self {
        Err(error)
    }
}

/// Any `Stream`.
#[diagnostic::on_unimplemented(
    message = "`stream` needs a function that returns a stream, but this one returns `{Self}`",
    label = "not a `Stream`",
    note = "an `async fn` returns `Result<impl Stream<Item = Result<T, E>>, E>`; other functions may return the stream itself"
)]
pub trait AnyStream: Stream {}

#[diagnostic::do_not_recommend]
impl<S: Stream> AnyStream for S {}

/// Any `Iterator`.
#[diagnostic::on_unimplemented(
    message = "`stream` needs a function that returns an iterator or a stream, but this one returns `{Self}`",
    label = "not an `Iterator`",
    note = "a sync function returns `Result<impl Iterator<Item = Result<T, E>>, E>`, or the iterator itself"
)]
pub trait AnyIterator: Iterator {}

#[diagnostic::do_not_recommend]
impl<I: Iterator> AnyIterator for I {}

/// The error of a function, made of that of an item.
#[diagnostic::on_unimplemented(
    message = "items of this stream fail with `{I}`, which `?` cannot convert into `{Self}`",
    label = "no `From<{I}>`",
    note = "implement `From<{I}>` for `{Self}`, or use one error type for both"
)]
pub trait FromItem<I> {
    /// As `?` does.
    fn from_item(error: I) -> Self;
}

#[diagnostic::do_not_recommend]
impl<I, E: From<I>> FromItem<I> for E {
    #[inline]
    fn from_item(error: I) -> Self {
        error.into()
    }
}

/// The stream of a body, with its items as the signature says them.
#[inline]
pub fn yields_items<I, S: AnyStream<Item = I>>(stream: S) -> impl Stream<Item = I> {
    stream
}

/// [`yields_items`], of an iterator.
#[inline]
pub fn yields_items_blocking<I, S: AnyIterator<Item = I>>(iterator: S) -> impl Iterator<Item = I> {
    iterator
}

/// Whether an item ends the attempt. The item goes first, as the predicate is wrong if the two do not go together.
#[inline]
pub fn ends<T>(value: &T, predicate: impl Fn(&T) -> bool) -> bool {
    predicate(value)
}
