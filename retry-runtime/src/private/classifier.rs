//! How an error is classified: by its own `Classify`, else by its sources, else by the error that it lends, else as
//! transient.

use std::error::Error;
use std::ops::Deref;

use crate::classify::{Classification, Classify, tell};
use crate::give_up::GaveUp;

/// A way to classify, chosen by what the type of the error offers.
pub trait Classifier<E>: Copy {
    fn classify(self, error: &E) -> Classification;

    /// Tells the error that the call gave up.
    fn gave_up(self, error: &E, gave_up: GaveUp);
}

#[derive(Clone, Copy)]
pub struct UseClassify;
#[derive(Clone, Copy)]
pub struct UseSources;
#[derive(Clone, Copy)]
pub struct UseAsRef;
#[derive(Clone, Copy)]
pub struct UseTarget;
#[derive(Clone, Copy)]
pub struct UseDefault;

impl<E: Classify> Classifier<E> for UseClassify {
    fn classify(self, error: &E) -> Classification {
        error.classify()
    }

    fn gave_up(self, error: &E, gave_up: GaveUp) {
        error.gave_up(gave_up);
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

    fn gave_up(self, error: &E, gave_up: GaveUp) {
        tell(error.source(), gave_up);
    }
}

/// What `anyhow::Error`, `eyre::Report` and `miette::Report` are, which are no `Error` themselves.
impl<E: AsRef<dyn Error + Send + Sync>> Classifier<E> for UseAsRef {
    fn classify(self, error: &E) -> Classification {
        Classification::of(error.as_ref())
    }

    fn gave_up(self, error: &E, gave_up: GaveUp) {
        tell(Some(error.as_ref()), gave_up);
    }
}

impl<E: Deref<Target: AnyError>> Classifier<E> for UseTarget {
    fn classify(self, error: &E) -> Classification {
        Classification::of(error.as_error())
    }

    fn gave_up(self, error: &E, gave_up: GaveUp) {
        tell(Some(error.as_error()), gave_up);
    }
}

/// An error of any type, as pointers hold it.
pub trait AnyError {
    fn as_error(&self) -> &(dyn Error + 'static);
}

macro_rules! any_error {
    ($($error:ty),*) => {$(
        impl AnyError for $error {
            fn as_error(&self) -> &(dyn Error + 'static) {
                self
            }
        }
    )*};
}

any_error!(dyn Error, dyn Error + Send, dyn Error + Send + Sync);

impl<E> Classifier<E> for UseDefault {
    fn classify(self, _: &E) -> Classification {
        Classification::Transient
    }

    fn gave_up(self, _: &E, _: GaveUp) {}
}

/// The function of `classify` has said what the error means.
#[derive(Clone, Copy)]
pub struct Classified<C> {
    pub(super) classification: Classification,
    pub(super) inner: C,
}

impl<E, C: Classifier<E>> Classifier<E> for Classified<C> {
    fn classify(self, _: &E) -> Classification {
        self.classification
    }

    fn gave_up(self, error: &E, gave_up: GaveUp) {
        self.inner.gave_up(error, gave_up);
    }
}

/// The predicate of `when` has decided; a delay that the error names is still honoured.
#[derive(Clone, Copy)]
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

    fn gave_up(self, error: &E, gave_up: GaveUp) {
        self.inner.gave_up(error, gave_up);
    }
}
