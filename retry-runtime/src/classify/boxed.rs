//! Boxes of errors, by the first known error in the chain, and pointers to an error that has its own `Classify`.

use std::error::Error;
use std::rc::Rc;
use std::sync::Arc;

use super::{Classification, Classify, tell};
use crate::give_up::GaveUp;
use crate::timeout::TimedOut;

macro_rules! boxed {
    ($($error:ty),*) => {$(
        #[diagnostic::do_not_recommend]
        impl Classify for Box<$error> {
            fn classify(&self) -> Classification {
                Classification::of(&**self)
            }

            fn gave_up(&self, gave_up: GaveUp) {
                tell(Some(&**self), gave_up);
            }

            fn as_error(&self) -> Option<&(dyn Error + 'static)> {
                Some(&**self)
            }

            fn from_timed_out() -> Option<fn(TimedOut) -> Self> {
                Some(Self::from)
            }
        }
    )*};
}

boxed!(dyn Error, dyn Error + Send + Sync);

/// Those that are made of no error by `From`.
macro_rules! pointers_to_any {
    ($($pointer:ident<$error:ty>),*) => {$(
        #[diagnostic::do_not_recommend]
        impl Classify for $pointer<$error> {
            fn classify(&self) -> Classification {
                Classification::of(&**self)
            }

            fn gave_up(&self, gave_up: GaveUp) {
                tell(Some(&**self), gave_up);
            }

            fn as_error(&self) -> Option<&(dyn Error + 'static)> {
                Some(&**self)
            }

            fn from_timed_out() -> Option<fn(TimedOut) -> Self> {
                Some(|cut| $pointer::new(cut))
            }
        }
    )*};
}

// An `Arc` of any error is an `Error` itself, and its source is that of what it points to.
pointers_to_any!(
    Box<dyn Error + Send>,
    Arc<dyn Error>,
    Arc<dyn Error + Send>,
    Arc<dyn Error + Send + Sync>
);

macro_rules! pointers {
    ($($pointer:ident),*) => {$(
        #[diagnostic::do_not_recommend]
        impl<E: Classify> Classify for $pointer<E> {
            fn classify(&self) -> Classification {
                (**self).classify()
            }

            fn gave_up(&self, gave_up: GaveUp) {
                (**self).gave_up(gave_up);
            }

            fn as_error(&self) -> Option<&(dyn Error + 'static)> {
                (**self).as_error()
            }
        }
    )*};
}

pointers!(Box, Rc, Arc);
