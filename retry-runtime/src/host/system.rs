//! An operating system, or WASI.

use std::hash::{BuildHasher, RandomState};
#[cfg(feature = "api")]
use std::time::SystemTime;

#[cfg(feature = "tokio")]
pub(crate) use self::by_tokio::now;
#[cfg(feature = "tokio")]
pub use self::by_tokio::sleep;
#[cfg(all(feature = "api", any(feature = "stream", feature = "__reqwest")))]
pub(crate) use self::streams::*;
pub(crate) use std::thread::sleep as block;
pub(crate) use std::time::Instant;

/// The date and time of this machine.
#[cfg(feature = "api")]
pub(crate) fn date() -> SystemTime {
    SystemTime::now()
}

/// The seed of a generator. It is made of the keys that the standard library draws from the system for each thread's
/// hash maps: asking the system by another crate would take as long to build as tokio.
pub(crate) fn seed() -> u64 {
    RandomState::new().hash_one(0)
}

/// Tells a process from its forks, which have the same hash keys.
pub(crate) fn process() -> u32 {
    // WASI has no processes, and the standard library panics there.
    if cfg!(target_family = "wasm") {
        0
    } else {
        std::process::id()
    }
}

#[cfg(feature = "tokio")]
mod by_tokio {
    use std::time::{Duration, Instant};

    use tokio::time::Sleep;

    /// The clock of the runtime: the system's, unless it is paused.
    pub(crate) fn now() -> Instant {
        tokio::time::Instant::now().into_std()
    }

    /// The sleeper of async functions.
    ///
    /// # Panics
    ///
    /// Outside of a tokio runtime with a timer.
    #[inline]
    pub fn sleep(delay: Duration) -> Sleep {
        // Tokio says itself what it misses, but not who asked. Whether it has a runtime can be asked only with its
        // feature `rt`, which is much to build for a message.
        std::panic::catch_unwind(|| tokio::time::sleep(delay)).unwrap_or_else(|_| no_runtime())
    }

    #[cold]
    fn no_runtime() -> ! {
        panic!(
            "`retry_attr` sleeps with tokio, but there is no tokio runtime with a timer here; set another sleeper with \
             `sleep = ...`, or enable the timer of the runtime with `enable_time`"
        )
    }
}

/// For answers that come as streams.
#[cfg(all(feature = "api", any(feature = "stream", feature = "__reqwest")))]
mod streams {
    use std::future::Future;
    use std::pin::Pin;

    pub(crate) type BoxFuture<T> = Pin<Box<dyn Future<Output = T> + Send>>;

    /// `Send`, as the futures and streams of clients are.
    pub trait MaybeSend: Send {}
    impl<T: Send> MaybeSend for T {}

    #[cfg(feature = "tokio")]
    pub(crate) use tokio::time::Sleep;

    /// Starts a sleep again.
    #[cfg(feature = "tokio")]
    pub(crate) fn restart(sleep: Pin<&mut Sleep>, delay: std::time::Duration) {
        if let Some(until) = tokio::time::Instant::now().checked_add(delay) {
            sleep.reset(until);
        }
    }
}
