//! Whether an error can be asked for its type: it answers by its own `Classify`, as no bound tells here whether a type
//! holds a reference.

use std::error::Error;
use std::marker::PhantomData;
use std::ops::Deref;

use super::limit::Attempted;
use crate::classify::Classify;
use crate::outcome::Outcome;

/// An error whose type can be asked for.
pub type AsError<'a> = Option<&'a (dyn Error + 'static)>;

/// A chosen way to find the error whose type can be asked for.
pub trait Knower<E> {
    fn error(self, error: &E) -> AsError<'_>;
}

pub struct AsClassify;
pub struct AsUnknown;

impl<E: Classify> Knower<E> for AsClassify {
    fn error(self, error: &E) -> AsError<'_> {
        error.as_error()
    }
}

impl<E> Knower<E> for AsUnknown {
    fn error(self, _: &E) -> AsError<'_> {
        None
    }
}

/// An error that may be `Classify`.
pub struct Known<E>(PhantomData<fn(&E)>);
/// An error that is not.
pub struct Unknown<E>(PhantomData<fn(&E)>);

/// Asks whether the error of a result is `Classify`, in the way of `assess`.
#[inline]
pub fn known<R: Outcome>(_: &R) -> Known<R::Error> {
    Known(PhantomData)
}

/// [`known`], of an attempt with a limit.
#[inline]
pub fn known_limited<R: Outcome, C>(_: &Attempted<R, C>) -> Known<R::Error> {
    Known(PhantomData)
}

impl<E: Classify> Known<E> {
    #[inline]
    pub fn knower(&self) -> AsClassify {
        AsClassify
    }
}

impl<E> Unknown<E> {
    #[inline]
    pub fn knower(&self) -> AsUnknown {
        AsUnknown
    }
}

impl<E> Deref for Known<E> {
    type Target = Unknown<E>;

    #[inline]
    fn deref(&self) -> &Unknown<E> {
        &Unknown(PhantomData)
    }
}

/// `Classify::as_error` of a type without parameters that may be an `Error`, for the derive.
pub struct OwnError<'a, E: ?Sized>(pub &'a E);
/// The same of a type that is none.
pub struct NoError;

impl<'a, E: Error + 'static> OwnError<'a, E> {
    pub fn get(&self) -> AsError<'a> {
        Some(self.0)
    }
}

impl NoError {
    pub fn get(&self) -> AsError<'static> {
        None
    }
}

impl<E: ?Sized> Deref for OwnError<'_, E> {
    type Target = NoError;

    fn deref(&self) -> &NoError {
        &NoError
    }
}
