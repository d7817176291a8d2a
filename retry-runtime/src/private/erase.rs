//! How an error is shown to hooks, which take any: by its `Display` and `Debug` as far as it has them, and with the errors
//! that it holds.

use std::error::Error;
use std::fmt::{Debug, Display};
use std::marker::PhantomData;
use std::ops::Deref;

use super::classifier::AnyError;
use super::limit::Attempted;
use crate::event::ErasedError;
use crate::outcome::Outcome;

/// A chosen way to erase the type of an error.
pub trait Eraser<E> {
    fn erase(self, error: &E) -> ErasedError<'_>;
}

pub struct KeepSource;
pub struct KeepLent;
pub struct KeepTarget;
pub struct KeepBoth;
pub struct KeepDisplay;
pub struct KeepDebug;
pub struct KeepNothing;

impl<E: Error> Eraser<E> for KeepSource {
    fn erase(self, error: &E) -> ErasedError<'_> {
        ErasedError {
            chain: error.source(),
            ..KeepBoth.erase(error)
        }
    }
}

impl<E: AsRef<dyn Error + Send + Sync> + Debug + Display> Eraser<E> for KeepLent {
    fn erase(self, error: &E) -> ErasedError<'_> {
        ErasedError {
            chain: Some(error.as_ref()),
            ..KeepBoth.erase(error)
        }
    }
}

impl<E: Deref<Target: AnyError> + Debug + Display> Eraser<E> for KeepTarget {
    fn erase(self, error: &E) -> ErasedError<'_> {
        ErasedError {
            chain: Some(error.as_error()),
            ..KeepBoth.erase(error)
        }
    }
}

impl<E: Debug + Display> Eraser<E> for KeepBoth {
    fn erase(self, error: &E) -> ErasedError<'_> {
        ErasedError {
            debug: Some(error),
            ..KeepDisplay.erase(error)
        }
    }
}

impl<E: Display> Eraser<E> for KeepDisplay {
    fn erase(self, error: &E) -> ErasedError<'_> {
        ErasedError {
            display: Some(error),
            ..ErasedError::default()
        }
    }
}

impl<E: Debug> Eraser<E> for KeepDebug {
    fn erase(self, error: &E) -> ErasedError<'_> {
        ErasedError {
            debug: Some(error),
            ..ErasedError::default()
        }
    }
}

impl<E> Eraser<E> for KeepNothing {
    fn erase(self, _: &E) -> ErasedError<'_> {
        ErasedError::default()
    }
}

/// An error that may be an `Error`.
pub struct Shown<E>(PhantomData<fn(&E)>);
/// An error that is none, but may lend one.
pub struct ShownByLent<E>(PhantomData<fn(&E)>);
/// An error that is neither, but may point to an `Error` of any type.
pub struct ShownByTarget<E>(PhantomData<fn(&E)>);
/// An error that is nothing of that, but may have both `Debug` and `Display`.
pub struct ShownByBoth<E>(PhantomData<fn(&E)>);
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
    ($(impl<E $(: [$($bound:tt)*])?> $name:ident => $eraser:ident $(, else $next:ident)?;)*) => {$(
        impl<E $(: $($bound)*)?> $name<E> {
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
    impl<E: [Error]> Shown => KeepSource, else ShownByLent;
    impl<E: [AsRef<dyn Error + Send + Sync> + Debug + Display]> ShownByLent => KeepLent, else ShownByTarget;
    impl<E: [Deref<Target: AnyError> + Debug + Display]> ShownByTarget => KeepTarget, else ShownByBoth;
    impl<E: [Debug + Display]> ShownByBoth => KeepBoth, else ShownByDisplay;
    impl<E: [Display]> ShownByDisplay => KeepDisplay, else ShownByDebug;
    impl<E: [Debug]> ShownByDebug => KeepDebug, else ShownByNothing;
    impl<E> ShownByNothing => KeepNothing;
}
