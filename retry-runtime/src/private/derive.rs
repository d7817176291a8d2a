//! What the code of `#[derive(Classify)]` calls: the fields that hold a wait or an instant, and the way from a cut
//! attempt to the error.

use std::marker::PhantomData;
use std::ops::Deref;
use std::time::{Duration, SystemTime};

use crate::classify::Classification;
use crate::timeout::TimedOut;

/// The type of the field in `after = field`.
#[diagnostic::on_unimplemented(
    message = "`after` names a field that is a `Duration` or an `Option<Duration>`, but this is a `{Self}`",
    label = "not a duration"
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
    message = "`until` names a field that is a `SystemTime` or an `Option<SystemTime>`, but this is a `{Self}`",
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

/// `Classify::from_timed_out` of a type that may be `From<TimedOut>`, whoever implements that.
pub struct TimedOutOf<E: ?Sized>(PhantomData<fn(&E)>);
/// The same of any other type. It need not be `Sized`, as the derive cannot tell.
pub struct NotTimedOutOf<E: ?Sized>(PhantomData<fn(&E)>);

impl<E: ?Sized> TimedOutOf<E> {
    pub const ASK: Self = Self(PhantomData);
}

impl<E: From<TimedOut>> TimedOutOf<E> {
    pub fn conversion(&self) -> Option<fn(TimedOut) -> E> {
        Some(E::from)
    }
}

impl<E: ?Sized> NotTimedOutOf<E> {
    pub fn conversion(&self) -> Option<fn(TimedOut) -> E> {
        None
    }
}

impl<E: ?Sized> Deref for TimedOutOf<E> {
    type Target = NotTimedOutOf<E>;

    fn deref(&self) -> &Self::Target {
        &NotTimedOutOf(PhantomData)
    }
}
