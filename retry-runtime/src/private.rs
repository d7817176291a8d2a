//! What generated code calls. It may change in any release; nothing here is meant to be named by hand.
//!
//! | module | answers |
//! |---|---|
//! | `policy` | which policy the options stand for, and whether it is sound |
//! | `clone_or_move` | how an argument reaches each attempt |
//! | `limit` | whether attempts are cut |
//! | `assess` | what follows an attempt: the end of the call, or another attempt after a delay |
//! | `classifier` | how an error is classified |
//! | `sharing` | what follows an attempt of a call that shares an upstream |
//! | `watcher`, `told` | who is told about a failed attempt |
//! | `called` | whether an option names a function or calls it |
//! | `next` | what follows a failed attempt, in few words |
//! | `keep` | what the next attempt sees of the last error |
//! | `fallback` | whether another function is called when a call gives up |
//! | `hook` | whether a hook can be called |
//! | `sleeping` | whether a sleep can be awaited |
//! | `erase`, `known` | how an error is shown to those who are told, and how its type is asked for |
//! | `unread` | which functions must not do without the option `stream` |
//! | `derive` | what `#[derive(Classify)]` calls |
// Methods here choose a type by their receiver, arguments are what generated code has, and only that calls them.
#![allow(
    clippy::must_use_candidate,
    clippy::needless_pass_by_value,
    clippy::unused_self
)]

mod assess;
mod called;
mod classifier;
mod clone_or_move;
mod derive;
mod erase;
mod fallback;
mod hook;
mod keep;
mod known;
mod limit;
mod next;
mod policy;
mod sharing;
mod sleeping;
mod told;
mod unread;
mod watcher;

use std::future::Future;
use std::time::Duration;

// A caller without `std` has no path of its own to it.
pub use std::boxed::Box;

pub use self::assess::{
    Assess, Assessment, assess, assess_field, assess_limited, error_of, error_of_limited, failed,
    recovers, value_of, value_of_limited,
};
pub use self::called::{WithoutArguments, called};
pub use self::classifier::Classifier;
pub use self::clone_or_move::{Attempts, Choice, argument};
// Traits that are never implemented, by the names that messages show.
pub use self::clone_or_move::{
    CloneForEachAttempt as Clone, RequestForEachAttempt as CloneRequest,
};
pub use self::derive::{AfterField, TimedOutOf, UntilField, permanent, throttled};
pub use self::erase::{shown, shown_limited};
pub use self::fallback::{always, unless_fallback};
pub use self::hook::{HookOutput, closure, hook};
pub use self::keep::ErrorOf;
pub use self::known::{AsError, OwnError, known, known_limited};
pub use self::limit::{Attempted, CutError, Cuts, Limit};
pub use self::policy::{
    JitterFrom, NEUTRAL, PolicySource, checked, checked_blocking, cuts_attempts,
    exponential_factor, is_valid, policy,
};
pub use self::sharing::{Asleep, Held, Sharing, UpstreamSource, sharing, upstream};
pub use self::sleeping::{SleepFuture, Slept, sleeping, slept};
#[cfg(feature = "stream")]
pub use self::unread::Streaming;
pub use self::unread::returned;
pub use self::watcher::Ended;
pub use crate::call::Call;
pub use crate::counts::ONE_ATTEMPT;
// For the macros' tests, as they write the same grammar down.
#[cfg(feature = "serde")]
pub use crate::duration::parse as duration;
pub use crate::hooks::{Hooks, NoHooks};
#[cfg(feature = "tokio")]
pub use crate::host::sleep;
pub use crate::idempotency::CallNumber;
// For the visualiser in `docs`.
pub use crate::random::seed_jitter;
#[cfg(feature = "registry")]
pub use crate::registry::{FUNCTIONS, Function};
pub use crate::site::Site;
pub use crate::sleep::{Clock, sleep_blocking};
#[cfg(feature = "stream")]
pub use crate::stream::{
    Item, Loan, Next, Retrying, Turn, ends, opened, until_first_of_iterator,
    until_first_of_iterator_as, yields_items, yields_items_blocking,
};
#[cfg(feature = "registry")]
pub use linkme;

/// Stands where the type of an async body is fixed, in code that never runs.
pub fn never<T>() -> T {
    unreachable!("this only fixes a type")
}

/// The future of a body that yields `R`.
#[inline]
pub fn yields<R, F: Future<Output = R>>(future: F) -> F {
    future
}

/// [`yields`] for an async function below which another attribute stands: one that takes `async` and `await` away would
/// leave a body whose `?` leaves the loop, and no sleep.
#[inline]
pub fn still_async<R, F: StillAsync<R>>(future: F) -> F {
    future
}

/// A future that yields `R`.
#[diagnostic::on_unimplemented(
    message = "an attribute below `#[retry]` takes `async` away from this function",
    label = "no longer async",
    note = "put `#[retry]` below that attribute, so that it sees what the function becomes"
)]
pub trait StillAsync<R>: Future<Output = R> {}

#[diagnostic::do_not_recommend]
impl<R, F: Future<Output = R>> StillAsync<R> for F {}

/// Whether there is anything to sleep. By value: a borrowed delay would be kept in the future across the sleep.
#[inline]
pub const fn is_sleep(delay: Duration) -> bool {
    !delay.is_zero()
}
