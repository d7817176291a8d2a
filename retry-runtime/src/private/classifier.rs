//! How an error is classified and shown, chosen by what its type offers where the function stands.
//!
//! `(&&&error_of(&failure)).__retry_classifier()`: method look-up tries the impl on the most references first and drops one
//! at a time, so the first level whose bounds hold wins. No specialization, no demand on the error type.

use std::error::Error;
use std::fmt::{Debug, Display};
use std::marker::PhantomData;

use super::Failure;
use crate::classify::{Classification, Classify};
use crate::event::Shown;

/// Stands for an error type.
pub struct Of<E>(PhantomData<fn(E)>);

#[inline]
pub fn error_of<E>(_: &Failure<'_, E>) -> Of<E> {
    Of(PhantomData)
}

/// The same for the field of an error, of a derived `Classify`.
#[inline]
pub fn field_of<E>(_: &E) -> Of<E> {
    Of(PhantomData)
}

/// A chosen way to classify.
pub trait Classifier<E> {
    fn classify(self, error: &E) -> Classification;
}

pub struct UseClassify;
pub struct UseSources;
pub struct UseDefault;

impl<E: Classify> Classifier<E> for UseClassify {
    fn classify(self, error: &E) -> Classification {
        error.classify()
    }
}

impl<E: Error> Classifier<E> for UseSources {
    fn classify(self, error: &E) -> Classification {
        // The error itself is none of the known types, which implement `Classify`, as far as its bounds tell.
        match error.source() {
            None => Classification::Transient,
            source => Classification::of_sources(source),
        }
    }
}

impl<E> Classifier<E> for UseDefault {
    fn classify(self, _: &E) -> Classification {
        Classification::Transient
    }
}

pub trait ByClassify {
    fn __retry_classifier(&self) -> UseClassify;
}

impl<E: Classify> ByClassify for &&Of<E> {
    #[inline]
    fn __retry_classifier(&self) -> UseClassify {
        UseClassify
    }
}

pub trait BySource {
    fn __retry_classifier(&self) -> UseSources;
}

impl<E: Error> BySource for &Of<E> {
    #[inline]
    fn __retry_classifier(&self) -> UseSources {
        UseSources
    }
}

pub trait ByDefault {
    fn __retry_classifier(&self) -> UseDefault;
}

impl<E> ByDefault for Of<E> {
    #[inline]
    fn __retry_classifier(&self) -> UseDefault {
        UseDefault
    }
}

/// A chosen way to show an error in events.
pub trait Shower<E> {
    fn show(self, error: &E) -> Shown<'_>;
}

pub struct ShowBoth;
pub struct ShowDisplay;
pub struct ShowDebug;
pub struct ShowNothing;

impl<E: Debug + Display> Shower<E> for ShowBoth {
    fn show(self, error: &E) -> Shown<'_> {
        Shown {
            debug: Some(error),
            display: Some(error),
        }
    }
}

impl<E: Display> Shower<E> for ShowDisplay {
    fn show(self, error: &E) -> Shown<'_> {
        Shown {
            debug: None,
            display: Some(error),
        }
    }
}

impl<E: Debug> Shower<E> for ShowDebug {
    fn show(self, error: &E) -> Shown<'_> {
        Shown {
            debug: Some(error),
            display: None,
        }
    }
}

impl<E> Shower<E> for ShowNothing {
    fn show(self, _: &E) -> Shown<'_> {
        Shown::default()
    }
}

pub trait ShowsBoth {
    fn __retry_shower(&self) -> ShowBoth;
}

impl<E: Debug + Display> ShowsBoth for &&&Of<E> {
    #[inline]
    fn __retry_shower(&self) -> ShowBoth {
        ShowBoth
    }
}

pub trait ShowsDisplay {
    fn __retry_shower(&self) -> ShowDisplay;
}

impl<E: Display> ShowsDisplay for &&Of<E> {
    #[inline]
    fn __retry_shower(&self) -> ShowDisplay {
        ShowDisplay
    }
}

pub trait ShowsDebug {
    fn __retry_shower(&self) -> ShowDebug;
}

impl<E: Debug> ShowsDebug for &Of<E> {
    #[inline]
    fn __retry_shower(&self) -> ShowDebug {
        ShowDebug
    }
}

pub trait Opaque {
    fn __retry_shower(&self) -> ShowNothing;
}

impl<E> Opaque for Of<E> {
    #[inline]
    fn __retry_shower(&self) -> ShowNothing {
        ShowNothing
    }
}
