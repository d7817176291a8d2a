//! What generated code calls. It may change in any release; nothing here is meant to be named by hand.
//!
//! | module | answers |
//! |---|---|
//! | `policy` | which policy the options stand for, and whether it is sound |
//! | `clone_or_move` | how an argument reaches each attempt |
//! | `limit` | whether attempts are cut |
//! | `outcome` | whether an attempt succeeded |
//! | `classifier` | how its error is classified |
//! | `erase` | how its error is shown to hooks |
//! | `after_failure` | what follows: another attempt after a delay, or the end of the call |
//! | `derive` | what `#[derive(Classify)]` calls |
// Methods here choose a type by their receiver, arguments are what generated code has, and only that calls them.
#![allow(
    clippy::must_use_candidate,
    clippy::needless_pass_by_value,
    clippy::unused_self
)]

mod after_failure;
mod classifier;
mod clone_or_move;
mod derive;
mod erase;
mod limit;
mod outcome;
mod policy;

use std::future::Future;
use std::marker::PhantomData;
use std::time::Duration;

// A caller without `std` has no path of its own to it.
pub use std::boxed::Box;

pub use self::after_failure::{
    next_delay, next_delay_after_cut, next_delay_observed, sleep_next_delay,
};
pub use self::classifier::{ByClassify, ByDefault, BySource, Classifier, when};
pub use self::clone_or_move::{Argument, ByClone, ByMove, Choice, NotClone, Reusable};
pub use self::derive::{IsFromTimedOut, IsNotFromTimedOut, permanent, throttled};
pub use self::erase::{Eraser, KeepsBoth, KeepsDebug, KeepsDisplay, KeepsNothing};
pub use self::limit::{Cuts, CutsAttempts, Limit, RunsToEnd};
pub use self::outcome::{failure, is_accepted, is_success};
pub use self::policy::{
    JitterFrom, NEUTRAL, PolicySource, checked, checked_blocking, cuts_attempts,
    exponential_factor, is_valid, policy,
};
pub use crate::call::{Call, Count, Site};
pub use crate::event::Hooks;
pub use crate::idempotency::CallNumber;
#[cfg(feature = "tokio")]
pub use crate::sleep::sleep;
pub use crate::sleep::{Clock, sleep_blocking};

use self::outcome::Failure;

/// Stands for a type, to be asked what that offers: `(&&Type::<T>::new()).__retry_limit()`.
///
/// Method look-up tries the impl on the most references first and drops one at a time, so the first impl whose bounds
/// hold wins. No specialization, and no demand on the type. That is autoref specialization, from
/// <https://github.com/dtolnay/case-studies/blob/master/autoref-specialization/README.md>.
pub struct Type<T: ?Sized>(PhantomData<fn(&T)>);

impl<T: ?Sized> Type<T> {
    #[allow(clippy::new_without_default)]
    #[inline]
    pub const fn new() -> Self {
        Self(PhantomData)
    }
}

/// The type of the error that an attempt failed with.
#[inline]
pub fn error_of<E>(_: &Failure<'_, E>) -> Type<E> {
    Type::new()
}

/// The type of a field of an error.
#[inline]
pub fn field_of<E>(_: &E) -> Type<E> {
    Type::new()
}

/// Fixes what the future of a body yields, before its error is classified.
#[inline]
pub fn yields<R, F: Future<Output = R>>(future: F) -> F {
    future
}

/// Whether there is anything to sleep. By value: a borrowed delay would be kept in the future across the sleep.
#[inline]
pub const fn is_sleep(delay: Duration) -> bool {
    !delay.is_zero()
}

/// A sleep that is about to be awaited. The one bound on what `sleep = ...` returns, so that there is one error.
#[inline]
pub fn sleeping<S: Future>(sleep: S) -> impl Future<Output = S::Output> {
    sleep
}
