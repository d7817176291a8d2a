//! Errors that say nothing a machine can read: retried, like every unclassified error.

use super::{Classification, Classify};
use crate::give_up::GaveUp;
use crate::outcome::Missing;
use crate::timeout::TimedOut;

#[diagnostic::do_not_recommend]
impl Classify for String {
    fn classify(&self) -> Classification {
        Classification::Transient
    }

    fn from_timed_out() -> Option<fn(TimedOut) -> Self> {
        Some(Self::from)
    }
}

impl From<TimedOut> for String {
    fn from(cut: TimedOut) -> Self {
        cut.to_string()
    }
}

#[diagnostic::do_not_recommend]
impl Classify for str {
    fn classify(&self) -> Classification {
        Classification::Transient
    }
}

#[diagnostic::do_not_recommend]
impl<E: Classify + ?Sized> Classify for &E {
    fn classify(&self) -> Classification {
        (**self).classify()
    }

    fn gave_up(&self, gave_up: GaveUp) {
        (**self).gave_up(gave_up);
    }

    fn as_error(&self) -> Option<&(dyn std::error::Error + 'static)> {
        (**self).as_error()
    }
}

#[diagnostic::do_not_recommend]
impl Classify for Missing {
    fn classify(&self) -> Classification {
        Classification::Transient
    }

    fn as_error(&self) -> Option<&(dyn std::error::Error + 'static)> {
        Some(self)
    }
}

#[diagnostic::do_not_recommend]
impl Classify for TimedOut {
    fn classify(&self) -> Classification {
        Classification::Transient
    }

    fn as_error(&self) -> Option<&(dyn std::error::Error + 'static)> {
        Some(self)
    }

    fn from_timed_out() -> Option<fn(TimedOut) -> Self> {
        Some(|cut| cut)
    }
}
