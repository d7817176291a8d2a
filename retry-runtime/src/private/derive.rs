//! What the code of `#[derive(Classify)]` calls: the fields that hold a wait or an instant, and the way from a cut
//! attempt to the error.

use std::time::{Duration, SystemTime};

use super::Type;
use crate::classify::Classification;
use crate::timeout::TimedOut;

/// The type of the field in `after = field`.
#[diagnostic::on_unimplemented(
    message = "`after` names a field that is a `Duration` or an `Option<Duration>`, and this is a `{Self}`",
    label = "not a wait"
)]
pub trait AfterField {
    fn retry_after(&self) -> Option<Duration>;
}

impl AfterField for Duration {
    fn retry_after(&self) -> Option<Duration> {
        Some(*self)
    }
}

impl AfterField for Option<Duration> {
    fn retry_after(&self) -> Option<Duration> {
        *self
    }
}

#[diagnostic::do_not_recommend]
impl<T: AfterField + ?Sized> AfterField for &T {
    fn retry_after(&self) -> Option<Duration> {
        (**self).retry_after()
    }
}

/// The type of the field in `until = field`.
#[diagnostic::on_unimplemented(
    message = "`until` names a field that is a `SystemTime` or an `Option<SystemTime>`, and this is a `{Self}`",
    label = "not an instant"
)]
pub trait UntilField {
    fn until(&self) -> Option<SystemTime>;
}

impl UntilField for SystemTime {
    fn until(&self) -> Option<SystemTime> {
        Some(*self)
    }
}

impl UntilField for Option<SystemTime> {
    fn until(&self) -> Option<SystemTime> {
        *self
    }
}

#[diagnostic::do_not_recommend]
impl<T: UntilField + ?Sized> UntilField for &T {
    fn until(&self) -> Option<SystemTime> {
        (**self).until()
    }
}

pub fn throttled(after: &(impl AfterField + ?Sized)) -> Classification {
    Classification::throttled(after.retry_after())
}

pub fn permanent(until: &(impl UntilField + ?Sized)) -> Classification {
    until
        .until()
        .map_or_else(Classification::permanent, Classification::permanent_until)
}

/// `Classify::from_timed_out` of a type that is `From<TimedOut>`, whoever implements that.
pub trait IsFromTimedOut<E: ?Sized> {
    fn __retry_from_timed_out(&self) -> Option<fn(TimedOut) -> E>;
}

impl<E: From<TimedOut>> IsFromTimedOut<E> for &Type<E> {
    fn __retry_from_timed_out(&self) -> Option<fn(TimedOut) -> E> {
        Some(E::from)
    }
}

/// The same of any other type. It need not be `Sized`, as the derive cannot tell.
pub trait IsNotFromTimedOut<E: ?Sized> {
    fn __retry_from_timed_out(&self) -> Option<fn(TimedOut) -> E>;
}

impl<E: ?Sized> IsNotFromTimedOut<E> for Type<E> {
    fn __retry_from_timed_out(&self) -> Option<fn(TimedOut) -> E> {
        None
    }
}
