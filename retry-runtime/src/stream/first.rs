//! Reads a stream up to its first item. An error until then is the function's.
//!
//! ```text
//! opened(&future).hold().until_first(future, predicate).await
//! ```
//!
//! The stream is moved to the caller after it was read from. One that may not be moved then, such as one made of an
//! async block, is put into a box first; [`opened`] finds out by its type, in the way of `assess`.

use std::future::Future;
use std::marker::PhantomData;
use std::ops::Deref;
use std::pin::Pin;
use std::task::{Context, Poll, ready};

use futures_core::Stream;
use pin_project_lite::pin_project;

use super::boxed::FromPrimed;
use super::item::{AnyIterator, AnyStream, FromItem, Item};
use super::primed::Primed;

/// A stream that may be moved after it was polled.
pub struct Opened<S>(PhantomData<fn(&S)>);
/// A stream that may not.
pub struct OpenedInPlace<S>(PhantomData<fn(&S)>);

/// Asks how the stream is held that a call yields.
#[inline]
pub fn opened<S, E>(_: &impl Future<Output = Result<S, E>>) -> Opened<S> {
    Opened(PhantomData)
}

impl<S: Unpin> Opened<S> {
    #[inline]
    pub fn hold(&self) -> Held<S, ByValue> {
        Held(ByValue, PhantomData)
    }
}

impl<S> Deref for Opened<S> {
    type Target = OpenedInPlace<S>;

    #[inline]
    fn deref(&self) -> &OpenedInPlace<S> {
        &OpenedInPlace(PhantomData)
    }
}

impl<S> OpenedInPlace<S> {
    #[inline]
    pub fn hold(&self) -> Held<S, InBox> {
        Held(InBox, PhantomData)
    }
}

/// A stream, and the way in which it is held.
pub struct Held<S, H>(H, PhantomData<fn(&S)>);

/// A way to hold a stream that is read from and moved then.
pub trait Hold<S: AnyStream>: Copy {
    /// The stream, held.
    type Held: Stream<Item = S::Item> + Unpin;

    fn hold(self, stream: S) -> Self::Held;
}

/// As it is.
#[derive(Clone, Copy)]
pub struct ByValue;
/// In a box of its own.
#[derive(Clone, Copy)]
pub struct InBox;

impl<S: AnyStream + Unpin> Hold<S> for ByValue {
    type Held = S;

    #[inline]
    fn hold(self, stream: S) -> S {
        stream
    }
}

impl<S: AnyStream> Hold<S> for InBox {
    type Held = Pin<Box<S>>;

    #[inline]
    fn hold(self, stream: S) -> Pin<Box<S>> {
        Box::pin(stream)
    }
}

type Value<S> = <<S as Stream>::Item as Item>::Value;
type Error<S> = <<S as Stream>::Item as Item>::Error;
/// A stream as it is held, once it was read from.
type Read<S, H> = Primed<<H as Hold<S>>::Held, Value<S>>;

impl<S, H> Held<S, H> {
    /// An attempt that is the call and its stream up to the first item for which `ends` holds, or to its end. Yields the
    /// stream as it is held.
    ///
    /// All bounds are here, and none is on what is returned, so that each is reported once.
    #[inline]
    pub fn until_first<F, P, E>(
        self,
        call: F,
        ends: P,
    ) -> impl Future<Output = Result<Read<S, H>, E>>
    where
        S: AnyStream<Item: Item>,
        H: Hold<S>,
        F: Future<Output = Result<S, E>>,
        P: Fn(&Value<S>) -> bool,
        E: FromItem<Error<S>>,
    {
        self.until_first_as(call, ends)
    }

    /// [`until_first`](Self::until_first), which yields the stream as an `O`.
    #[inline]
    pub fn until_first_as<F, P, E, O>(self, call: F, ends: P) -> impl Future<Output = Result<O, E>>
    where
        S: AnyStream<Item: Item>,
        H: Hold<S>,
        F: Future<Output = Result<S, E>>,
        P: Fn(&Value<S>) -> bool,
        E: FromItem<Error<S>>,
        O: FromPrimed<Read<S, H>>,
    {
        UntilFirst {
            stage: Stage::Calling { call },
            hold: self.0,
            ends,
            output: PhantomData,
        }
    }
}

pin_project! {
    /// An attempt that lasts until its stream has begun. No error is kept in it, or it would be `Send` only if that is.
    struct UntilFirst<F, H, R, P, O> {
        #[pin]
        stage: Stage<F, R>,
        hold: H,
        ends: P,
        output: PhantomData<fn() -> O>,
    }
}

pin_project! {
    #[project = StageProjection]
    enum Stage<F, R> {
        Calling { #[pin] call: F },
        Reading { primed: R },
        Over,
    }
}

impl<F, S, H, P, E, O> Future for UntilFirst<F, H, Read<S, H>, P, O>
where
    F: Future<Output = Result<S, E>>,
    S: AnyStream<Item: Item>,
    H: Hold<S>,
    P: Fn(&Value<S>) -> bool,
    E: FromItem<Error<S>>,
    O: FromPrimed<Read<S, H>>,
{
    type Output = Result<O, E>;

    fn poll(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Self::Output> {
        let mut this = self.project();
        let result = loop {
            match this.stage.as_mut().project() {
                StageProjection::Calling { call } => match ready!(call.poll(context)) {
                    Ok(stream) => {
                        let primed = Primed::new(this.hold.hold(stream));
                        this.stage.set(Stage::Reading { primed });
                    }
                    Err(error) => break Err(error),
                },
                StageProjection::Reading { primed } => {
                    match ready!(poll_first(primed, context, &*this.ends)) {
                        Ok(()) => break Ok(O::from_primed(primed.take())),
                        Err(error) => break Err(E::from_item(error)),
                    }
                }
                StageProjection::Over => panic!("polled after its end"),
            }
        };
        this.stage.set(Stage::Over);
        Poll::Ready(result)
    }
}

fn poll_first<S: Stream<Item: Item> + Unpin>(
    primed: &mut Primed<S, Value<S>>,
    context: &mut Context<'_>,
    ends: impl Fn(&Value<S>) -> bool,
) -> Poll<Result<(), Error<S>>> {
    while let Some(item) = ready!(primed.poll_rest(context)) {
        match item.into_result() {
            Ok(value) => {
                if primed.kept.keep(value, &ends) {
                    break;
                }
            }
            Err(error) => return Poll::Ready(Err(error)),
        }
    }
    Poll::Ready(Ok(()))
}

/// An attempt of a sync function, whose iterator is read likewise. Yields the iterator as it is.
///
/// # Errors
///
/// That of the function, or of an item before the first for which `ends` holds.
#[inline]
pub fn until_first_of_iterator<I, P, E>(
    called: Result<I, E>,
    ends: P,
) -> Result<Primed<I, <I::Item as Item>::Value>, E>
where
    I: AnyIterator<Item: Item>,
    P: Fn(&<I::Item as Item>::Value) -> bool,
    E: FromItem<<I::Item as Item>::Error>,
{
    until_first_of_iterator_as(called, ends)
}

/// [`until_first_of_iterator`], which yields the iterator as an `O`.
///
/// # Errors
///
/// As there.
pub fn until_first_of_iterator_as<I, P, E, O>(called: Result<I, E>, ends: P) -> Result<O, E>
where
    I: AnyIterator<Item: Item>,
    P: Fn(&<I::Item as Item>::Value) -> bool,
    E: FromItem<<I::Item as Item>::Error>,
    O: FromPrimed<Primed<I, <I::Item as Item>::Value>>,
{
    let mut primed = Primed::new(called?);
    while let Some(item) = primed.next_of_rest() {
        let value = item.into_result().map_err(E::from_item)?;
        if primed.kept.keep(value, &ends) {
            break;
        }
    }
    Ok(O::from_primed(primed))
}
