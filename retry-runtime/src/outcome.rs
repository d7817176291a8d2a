//! Which return types can fail, and how a failure is read off them without taking them apart.

use std::fmt;

use crate::timeout::TimedOut;

/// A return type that can fail, so that a function with it can be retried.
///
/// `Result` and `Option` implement it. Implement it for your own type to retry functions that return it.
///
/// # Example
///
/// ```
/// use retry_attr::{Outcome, retry};
///
/// enum Reply { Answer(String), Busy }
///
/// impl Outcome for Reply {
///     type Value = String;
///     type Error = &'static str;
///
///     fn as_result(&self) -> Result<&String, &&'static str> {
///         match self {
///             Self::Answer(text) => Ok(text),
///             Self::Busy => Err(&"busy"),
///         }
///     }
/// }
///
/// #[retry]
/// fn ask() -> Reply {
///     Reply::Answer("yes".to_string())
/// }
/// # assert!(ask().as_result().is_ok());
/// # assert!(Reply::Busy.as_result().is_err());
/// ```
#[diagnostic::on_unimplemented(
    message = "`#[retry]` needs a function that can fail, but this one returns `{Self}`",
    label = "cannot fail",
    note = "return a `Result` or an `Option`, or implement `retry_attr::Outcome` for `{Self}`",
    note = "if this is an alias of a future, write the type out, such as `impl Future<Output = ...>` or \
            `BoxFuture<'_, ...>`",
    note = "to exclude a method from the `#[retry]` of its `impl` block, add `#[retry(skip)]` to the method"
)]
pub trait Outcome {
    /// The value of a success, which `when_ok` is given.
    type Value: ?Sized;
    /// The error of a failure, which is classified.
    type Error;

    /// Borrows the outcome as a `Result`.
    ///
    /// # Errors
    ///
    /// Returns the error if `self` is a failure.
    fn as_result(&self) -> Result<&Self::Value, &Self::Error>;
}

#[diagnostic::do_not_recommend]
impl<T, E> Outcome for Result<T, E> {
    type Value = T;
    type Error = E;

    #[inline]
    fn as_result(&self) -> Result<&T, &E> {
        self.as_ref()
    }
}

/// The error of a function that returns an `Option`, for `None`. It is transient.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Missing;

impl fmt::Display for Missing {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("no value")
    }
}

impl std::error::Error for Missing {}

#[diagnostic::do_not_recommend]
impl<T> Outcome for Option<T> {
    type Value = T;
    type Error = Missing;

    #[inline]
    fn as_result(&self) -> Result<&T, &Missing> {
        self.as_ref().ok_or(&Missing)
    }
}

/// A return type that has a value for an attempt that was cut by `timeout` or `deadline`.
///
/// It is implemented for a `Result` whose error is `From<TimedOut>`, and for `Option`, whose value is `None`.
#[diagnostic::on_unimplemented(
    message = "`timeout` and `deadline` cut a running attempt, and `{Self}` has no value for an attempt that was cut",
    label = "no value for an attempt that was cut",
    note = "implement `From<retry_attr::TimedOut>` for the error of a `Result`, or `retry_attr::FromTimedOut` for your own \
            return type",
    note = "or add `cut = false` to let running attempts finish"
)]
pub trait FromTimedOut {
    /// Makes the value to return if the last attempt was cut.
    fn from_timed_out(cut: TimedOut) -> Self;
}

#[diagnostic::do_not_recommend]
impl<T, E: From<TimedOut>> FromTimedOut for Result<T, E> {
    fn from_timed_out(cut: TimedOut) -> Self {
        Err(cut.into())
    }
}

#[diagnostic::do_not_recommend]
impl<T> FromTimedOut for Option<T> {
    fn from_timed_out(_: TimedOut) -> Self {
        None
    }
}

/// A return type that can be turned into its error, which `last_error` keeps for the next attempt.
///
/// It is implemented for `Result` and `Option`.
#[diagnostic::on_unimplemented(
    message = "`last_error` keeps the error of a failed attempt, but cannot take it out of `{Self}`",
    label = "cannot take the error out",
    note = "return a `Result`, or implement `retry_attr::IntoError` for your own return type"
)]
pub trait IntoError: Outcome {
    /// Returns the error if this is a failure.
    fn into_error(self) -> Option<Self::Error>;
}

#[diagnostic::do_not_recommend]
impl<T, E> IntoError for Result<T, E> {
    #[inline]
    fn into_error(self) -> Option<E> {
        self.err()
    }
}

#[diagnostic::do_not_recommend]
impl<T> IntoError for Option<T> {
    #[inline]
    fn into_error(self) -> Option<Missing> {
        self.is_none().then_some(Missing)
    }
}
