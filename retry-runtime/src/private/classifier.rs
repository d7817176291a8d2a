//! How an error is classified: by its own `Classify`, else by its sources, else as transient.
//!
//! Chosen by what its type offers where the function stands, see [`Type`].

use std::error::Error;

use super::{Failure, Type};
use crate::classify::{Classification, Classify};

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

impl<E: Classify> ByClassify for &&Type<E> {
    #[inline]
    fn __retry_classifier(&self) -> UseClassify {
        UseClassify
    }
}

pub trait BySource {
    fn __retry_classifier(&self) -> UseSources;
}

impl<E: Error> BySource for &Type<E> {
    #[inline]
    fn __retry_classifier(&self) -> UseSources {
        UseSources
    }
}

pub trait ByDefault {
    fn __retry_classifier(&self) -> UseDefault;
}

impl<E> ByDefault for Type<E> {
    #[inline]
    fn __retry_classifier(&self) -> UseDefault {
        UseDefault
    }
}

/// `when`: the predicate has decided; a delay that the error names is still honoured.
pub struct When<C> {
    retries: bool,
    inner: C,
}

#[inline]
pub fn when<E, C>(failure: &Failure<'_, E>, retries: impl FnOnce(&E) -> bool, inner: C) -> When<C> {
    When {
        retries: failure.error.is_none_or(retries),
        inner,
    }
}

impl<E, C: Classifier<E>> Classifier<E> for When<C> {
    fn classify(self, error: &E) -> Classification {
        if !self.retries {
            return Classification::permanent();
        }
        match self.inner.classify(error) {
            Classification::Permanent { .. } => Classification::Transient,
            retryable => retryable,
        }
    }
}

impl<E> Failure<'_, E> {
    pub(super) fn classify(&self, classifier: impl Classifier<E>) -> Classification {
        self.error.map_or(Classification::Transient, |error| {
            classifier.classify(error)
        })
    }
}
