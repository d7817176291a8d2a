//! How an error is classified: by its own `Classify`, else by its sources, else as transient.

use std::error::Error;

use crate::classify::{Classification, Classify};

/// A way to classify, chosen by what the type of the error offers.
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

/// The predicate of `when` has decided; a delay that the error names is still honoured.
pub struct Decided<C> {
    pub(super) retries: bool,
    pub(super) inner: C,
}

impl<E, C: Classifier<E>> Classifier<E> for Decided<C> {
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
