//! JavaScript: a page, a worker, or node.

use std::sync::OnceLock;
use std::time::Duration;
#[cfg(feature = "api")]
use std::time::SystemTime;

#[cfg(feature = "api")]
pub use self::streams::*;
#[cfg(any(feature = "tokio", feature = "__reqwest"))]
pub use self::timer::*;
pub(crate) use web_time::Instant;

/// The clock of async functions.
#[cfg(feature = "tokio")]
pub fn now() -> Instant {
    Instant::now()
}

/// The date and time of this machine.
#[cfg(feature = "api")]
pub(crate) fn date() -> SystemTime {
    web_time::web::SystemTimeExt::to_std(web_time::SystemTime::now())
}

/// The seed of a generator.
///
/// `Math.random` is enough: instances must differ, and nothing is secret. It is part of the language, so it exists in
/// every kind of worker and never throws, and `web-time` depends on `js-sys` anyway.
pub(crate) fn seed() -> u64 {
    js_sys::Math::random().to_bits()
}

/// Identifies this instance: all of them have the same hash keys.
pub(crate) fn process() -> [u64; 3] {
    static PROCESS: OnceLock<[u64; 3]> = OnceLock::new();
    // Some 50 bits each.
    *PROCESS.get_or_init(|| [seed(), seed(), seed()])
}

/// The sleeper of sync functions. It panics: a page must not block its thread, and a worker can only with shared memory.
#[cold]
pub(crate) fn block(_: Duration) {
    panic!(
        "`retry_attr` cannot block the thread between attempts on wasm32-unknown-unknown; make the function `async`, \
         or name a sleeper by `sleep = ...`"
    )
}

/// For answers that come as streams.
#[cfg(feature = "api")]
mod streams {
    use std::future::Future;
    use std::pin::Pin;

    pub type BoxFuture<T> = Pin<Box<dyn Future<Output = T>>>;

    /// Anything: values of JavaScript stay on their thread.
    pub trait MaybeSend {}
    impl<T> MaybeSend for T {}
}

#[cfg(any(feature = "tokio", feature = "__reqwest"))]
mod timer {
    use std::future::Future;
    use std::pin::Pin;
    use std::task::{Context, Poll, ready};
    use std::time::Duration;

    use gloo_timers::future::TimeoutFuture;

    use super::Instant;

    /// The longest sleep, as with tokio.
    const LONGEST: Duration = Duration::from_secs(30 * 365 * 24 * 60 * 60);

    /// A sleep with `setTimeout`, which takes whole milliseconds, at most 24 days of them, and may fire a little early.
    #[derive(Debug)]
    #[must_use = "futures do nothing unless polled"]
    pub struct Sleep {
        until: Instant,
        timer: Option<TimeoutFuture>,
    }

    /// The sleeper of async functions.
    pub fn sleep(delay: Duration) -> Sleep {
        Sleep {
            until: end(delay),
            timer: None,
        }
    }

    /// Starts a sleep again. Its timer keeps running; when it fires, a new one is set for what is left.
    pub fn restart(mut sleep: Pin<&mut Sleep>, delay: Duration) {
        sleep.until = end(delay);
    }

    fn end(delay: Duration) -> Instant {
        Instant::now() + delay.min(LONGEST)
    }

    impl Future for Sleep {
        type Output = ();

        fn poll(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<()> {
            loop {
                if let Some(timer) = &mut self.timer {
                    ready!(Pin::new(timer).poll(context));
                    self.timer = None;
                }
                let left = self.until.saturating_duration_since(Instant::now());
                if left.is_zero() {
                    return Poll::Ready(());
                }
                self.timer = Some(TimeoutFuture::new(millis(left)));
            }
        }
    }

    /// Rounded up, and at most what a timer takes.
    fn millis(left: Duration) -> u32 {
        let millis = u32::try_from(left.as_nanos().div_ceil(1_000_000));
        millis.unwrap_or(u32::MAX).min(i32::MAX.unsigned_abs())
    }
}
