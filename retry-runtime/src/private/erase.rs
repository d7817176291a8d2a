//! How an error is shown to hooks, which take any: by its `Display` and `Debug`, as far as it has them.

use std::fmt::{Debug, Display};
use std::marker::PhantomData;
use std::ops::Deref;

use super::limit::Attempted;
use crate::event::ErasedError;
use crate::outcome::Outcome;

/// A chosen way to erase the type of an error.
pub trait Eraser<E> {
    fn erase(self, error: &E) -> ErasedError<'_>;
}

pub struct KeepBoth;
pub struct KeepDisplay;
pub struct KeepDebug;
pub struct KeepNothing;

impl<E: Debug + Display> Eraser<E> for KeepBoth {
    fn erase(self, error: &E) -> ErasedError<'_> {
        ErasedError {
            debug: Some(error),
            display: Some(error),
        }
    }
}

impl<E: Display> Eraser<E> for KeepDisplay {
    fn erase(self, error: &E) -> ErasedError<'_> {
        ErasedError {
            debug: None,
            display: Some(error),
        }
    }
}

impl<E: Debug> Eraser<E> for KeepDebug {
    fn erase(self, error: &E) -> ErasedError<'_> {
        ErasedError {
            debug: Some(error),
            display: None,
        }
    }
}

impl<E> Eraser<E> for KeepNothing {
    fn erase(self, _: &E) -> ErasedError<'_> {
        ErasedError::default()
    }
}

/// An error that may have both.
pub struct Shown<E>(PhantomData<fn(&E)>);
/// An error without both, that may have a `Display`.
pub struct ShownByDisplay<E>(PhantomData<fn(&E)>);
/// An error without a `Display`, that may have a `Debug`.
pub struct ShownByDebug<E>(PhantomData<fn(&E)>);
/// An error without either.
pub struct ShownByNothing<E>(PhantomData<fn(&E)>);

/// Asks how the error of a result can be shown, in the way of `assess`.
#[inline]
pub fn shown<R: Outcome>(_: &R) -> Shown<R::Error> {
    Shown(PhantomData)
}

/// [`shown`], of an attempt with a limit.
#[inline]
pub fn shown_limited<R: Outcome, C>(_: &Attempted<R, C>) -> Shown<R::Error> {
    Shown(PhantomData)
}

macro_rules! levels {
    ($(impl<E $(: $bound:ident $(+ $other:ident)?)?> $name:ident => $eraser:ident $(, else $next:ident)?;)*) => {$(
        impl<E $(: $bound $(+ $other)?)?> $name<E> {
            #[inline]
            pub fn eraser(&self) -> $eraser {
                $eraser
            }
        }

        $(impl<E> Deref for $name<E> {
            type Target = $next<E>;

            #[inline]
            fn deref(&self) -> &Self::Target {
                &$next(PhantomData)
            }
        })?
    )*};
}

levels! {
    impl<E: Debug + Display> Shown => KeepBoth, else ShownByDisplay;
    impl<E: Display> ShownByDisplay => KeepDisplay, else ShownByDebug;
    impl<E: Debug> ShownByDebug => KeepDebug, else ShownByNothing;
    impl<E> ShownByNothing => KeepNothing;
}
