//! Test annotated functions: skip their delays, seed their jitter and read how long they would have slept; turn retries
//! off; make events and errors for hooks and callers.

mod event;
mod switch;

use std::cell::RefCell;
use std::marker::PhantomData;
use std::time::Duration;

use rand::SeedableRng;
use rand::rngs::SmallRng;

pub use self::event::TestEvent;
pub(crate) use self::switch::retries_are_off;
pub use self::switch::{disable_retries, enable_retries};
use crate::random::Random;
use crate::timeout::TimedOut;

/// The error of an attempt that was cut by its `timeout`.
///
/// # Example
///
/// ```
/// use std::time::Duration;
/// use retry_attr::testing;
///
/// let cut = std::io::Error::from(testing::timed_out(2, Duration::from_secs(5)));
/// assert_eq!(cut.kind(), std::io::ErrorKind::TimedOut);
/// ```
#[must_use]
pub const fn timed_out(attempt: u32, timeout: Duration) -> TimedOut {
    TimedOut {
        attempt,
        limit: timeout,
        is_deadline: false,
    }
}

/// The error of an attempt that was cut by the `deadline` of its call.
#[must_use]
pub const fn deadline_passed(attempt: u32, deadline: Duration) -> TimedOut {
    TimedOut {
        attempt,
        limit: deadline,
        is_deadline: true,
    }
}

struct State {
    generator: Option<SmallRng>,
    skipped: Duration,
    delays: Vec<Duration>,
}

thread_local! {
    static STATE: RefCell<Option<State>> = const { RefCell::new(None) };
}

/// Skips the delays of every retried call on this thread, until it is dropped.
///
/// Sync functions, async functions and [`Policy::run`](crate::Policy::run) return as fast as their bodies do. Skipped
/// time counts as passed, so a `deadline` ends a call at the same attempt as it would otherwise. A `timeout` still
/// measures real time, or the time of a paused tokio clock.
///
/// It acts on the thread that created it. With tokio, use a current-thread runtime, which is the default of
/// `#[tokio::test]`.
///
/// # Panics
///
/// Creating one panics if the thread already has one.
///
/// # Example
///
/// ```
/// use std::time::Duration;
/// use retry_attr::{retry, testing::SkipDelays};
///
/// #[retry(max = 3, base = "10s")]
/// fn ask() -> Result<(), String> {
///     Err("busy".to_string())
/// }
///
/// let delays = SkipDelays::new();
/// assert!(ask().is_err());
/// assert_eq!(delays.recorded(), [10, 20].map(Duration::from_secs));
/// ```
#[derive(Debug)]
#[must_use = "delays are skipped only while it lives"]
pub struct SkipDelays {
    /// It ends where it began.
    not_send: PhantomData<*const ()>,
}

impl SkipDelays {
    /// Skips delays from now on. Jitter stays random.
    ///
    /// # Panics
    ///
    /// Panics if this thread already has a `SkipDelays`.
    #[allow(clippy::new_without_default)] // it acts on the thread
    pub fn new() -> Self {
        Self::start(None)
    }

    /// Skips delays from now on, with jitter drawn from `seed`, so that the delays are the same in every run.
    ///
    /// # Panics
    ///
    /// Panics if this thread already has a `SkipDelays`.
    pub fn seeded(seed: u64) -> Self {
        Self::start(Some(SmallRng::seed_from_u64(seed)))
    }

    fn start(generator: Option<SmallRng>) -> Self {
        assert!(
            with(|_| ()).is_none(),
            "this thread has a `SkipDelays` already"
        );
        STATE.set(Some(State {
            generator,
            skipped: Duration::ZERO,
            delays: Vec::new(),
        }));
        Self {
            not_send: PhantomData,
        }
    }

    /// The delays that were skipped so far, in order.
    #[must_use]
    pub fn recorded(&self) -> Vec<Duration> {
        with(|state| state.delays.clone()).unwrap_or_default()
    }
}

impl Drop for SkipDelays {
    fn drop(&mut self) {
        STATE.set(None);
    }
}

fn with<T>(read: impl FnOnce(&mut State) -> T) -> Option<T> {
    STATE.with_borrow_mut(|state| state.as_mut().map(read))
}

/// The time skipped on this thread.
pub(crate) fn skipped() -> Duration {
    with(|state| state.skipped).unwrap_or_default()
}

/// A seeded random number, if one is wanted.
pub(crate) fn draw(most: u64) -> Option<u64> {
    with(|state| state.generator.as_mut().map(|it| it.up_to(most))).flatten()
}

/// Turns a wait that is no delay of a policy into what is left of it: nothing, once it counts as passed.
pub(crate) fn skip(wait: Duration) -> Duration {
    with(|state| {
        state.skipped = state.skipped.saturating_add(wait);
        Duration::ZERO
    })
    .unwrap_or(wait)
}

/// Turns a delay into what is left to sleep: nothing, once it is recorded.
pub(crate) fn record(delay: Duration) -> Duration {
    with(|state| {
        state.skipped = state.skipped.saturating_add(delay);
        state.delays.push(delay);
        Duration::ZERO
    })
    .unwrap_or(delay)
}
