//! How an error is shown to hooks, which take any: by its `Display` and `Debug`, as far as it has them.
//!
//! Chosen by what its type offers where the function stands, see [`Type`].

use std::fmt::{Debug, Display};

use super::Type;
use crate::event::ErasedError;

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

pub trait KeepsBoth {
    fn __retry_eraser(&self) -> KeepBoth;
}

impl<E: Debug + Display> KeepsBoth for &&&Type<E> {
    #[inline]
    fn __retry_eraser(&self) -> KeepBoth {
        KeepBoth
    }
}

pub trait KeepsDisplay {
    fn __retry_eraser(&self) -> KeepDisplay;
}

impl<E: Display> KeepsDisplay for &&Type<E> {
    #[inline]
    fn __retry_eraser(&self) -> KeepDisplay {
        KeepDisplay
    }
}

pub trait KeepsDebug {
    fn __retry_eraser(&self) -> KeepDebug;
}

impl<E: Debug> KeepsDebug for &Type<E> {
    #[inline]
    fn __retry_eraser(&self) -> KeepDebug {
        KeepDebug
    }
}

pub trait KeepsNothing {
    fn __retry_eraser(&self) -> KeepNothing;
}

impl<E> KeepsNothing for Type<E> {
    #[inline]
    fn __retry_eraser(&self) -> KeepNothing {
        KeepNothing
    }
}
