//! Whether an attempt succeeded, and what it failed with if not.

use crate::outcome::Outcome;

/// A failed attempt: its error, or none if `when_ok` rejected an `Ok`.
pub struct Failure<'a, E> {
    pub(super) error: Option<&'a E>,
}

/// Whether an attempt ends the call. The one bound on the return type, so that there is one error.
#[inline]
pub fn is_success<R: Outcome>(result: &R) -> bool {
    result.as_result().is_ok()
}

/// [`is_success`], where `when_ok` may reject an `Ok`.
#[inline]
pub fn is_accepted<R: Outcome>(result: &R, rejects: impl FnOnce(&R::Value) -> bool) -> bool {
    result.as_result().is_ok_and(|value| !rejects(value))
}

/// What an attempt that does not end the call failed with.
#[inline]
pub fn failure<R: Outcome>(failed: &R) -> Failure<'_, R::Error> {
    Failure {
        error: failed.as_result().err(),
    }
}
