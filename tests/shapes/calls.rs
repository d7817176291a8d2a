//! A service that fails as told and counts how often it is called.

use std::sync::atomic::{AtomicU32, Ordering::Relaxed};
use std::time::Duration;

/// What the default policy sleeps between three attempts.
pub(crate) const TWO_DELAYS: Duration = Duration::from_secs(1 + 2);

/// The call that failed, counted from 1.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Busy(pub(crate) u32);

pub(crate) struct Calls {
    made: AtomicU32,
    failures: u32,
}

impl Calls {
    /// Fails twice, then succeeds.
    pub(crate) const fn third() -> Self {
        Self {
            made: AtomicU32::new(0),
            failures: 2,
        }
    }

    pub(crate) const fn always() -> Self {
        Self {
            made: AtomicU32::new(0),
            failures: 0,
        }
    }

    pub(crate) const fn never() -> Self {
        Self {
            made: AtomicU32::new(0),
            failures: u32::MAX,
        }
    }

    /// One call: its number, counted from 1.
    pub(crate) fn call(&self) -> Result<u32, Busy> {
        let number = self.made.fetch_add(1, Relaxed) + 1;
        if number > self.failures {
            Ok(number)
        } else {
            Err(Busy(number))
        }
    }

    /// One call that takes a turn of the scheduler.
    pub(crate) async fn call_async(&self) -> Result<u32, Busy> {
        tokio::task::yield_now().await;
        self.call()
    }

    pub(crate) fn made(&self) -> u32 {
        self.made.load(Relaxed)
    }
}

/// Asserts that `$call` is made three times if the third succeeds, and `$max` times if none does.
macro_rules! assert_attempts {
    ($max:literal, |$calls:ident| $call:expr) => {{
        let calls = $crate::calls::Calls::third();
        let $calls = &calls;
        assert_eq!($call, Ok(3));
        assert_eq!(calls.made(), 3);
        let calls = $crate::calls::Calls::never();
        let $calls = &calls;
        assert_eq!($call, Err($crate::calls::Busy($max)));
        assert_eq!(calls.made(), $max);
    }};
}

/// The same for a future and the default policy, with the time that it takes.
macro_rules! assert_attempts_async {
    (|$calls:ident| $call:expr) => {{
        let start = ::tokio::time::Instant::now();
        let calls = $crate::calls::Calls::third();
        let $calls = &calls;
        assert_eq!($call.await, Ok(3));
        assert_eq!(calls.made(), 3);
        assert_eq!(start.elapsed(), $crate::calls::TWO_DELAYS);
        let start = ::tokio::time::Instant::now();
        let calls = $crate::calls::Calls::never();
        let $calls = &calls;
        assert_eq!($call.await, Err($crate::calls::Busy(3)));
        assert_eq!(calls.made(), 3);
        assert_eq!(start.elapsed(), $crate::calls::TWO_DELAYS);
    }};
}

pub(crate) use {assert_attempts, assert_attempts_async};
