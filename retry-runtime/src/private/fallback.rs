//! What `fallback` asks once a call has given up.

use crate::outcome::Outcome;

/// The result to return; `None` if the other function is to be called in its place: the result is an error, and one that
/// `fallback_when` accepts.
#[inline]
pub fn unless_fallback<R: Outcome>(
    result: R,
    accepts: impl FnOnce(&R::Error) -> bool,
) -> Option<R> {
    match result.as_result() {
        Err(error) if accepts(error) => None,
        _ => Some(result),
    }
}

/// `fallback` without `fallback_when`.
#[inline]
pub fn always<E>(_: &E) -> bool {
    true
}
