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

/// The clock of async functions: that of all.
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
/// By `Math.random`: instances must differ, and nothing has to be secret. It belongs to the language, so it is there in
/// every worker and worklet, and never throws; and the crate of the clock brings it.
pub(crate) fn seed() -> u64 {
    js_sys::Math::random().to_bits()
}

/// Tells an instance from all others, which have the same hash keys.
pub(crate) fn process() -> [u64; 3] {
    static PROCESS: OnceLock<[u64; 3]> = OnceLock::new();
    // Some 50 bits each.
    *PROCESS.get_or_init(|| [seed(), seed(), seed()])
}

/// The sleeper of sync functions. The one thread of a page cannot wait, and that of a worker only with memory that is
/// shared.
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

    /// Any: what JavaScript hands out belongs to one thread.
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

    /// In place of a sleep without end: the longest of tokio too.
    const LONGEST: Duration = Duration::from_secs(30 * 365 * 24 * 60 * 60);

    /// A sleep by `setTimeout`, which takes whole milliseconds, 24 days of them at most, and may fire a little too early.
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

    /// Has a sleep begin anew. Its timer goes on, and the next one runs for what is left then.
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
                }
                let left = self.until.saturating_duration_since(Instant::now());
                if left.is_zero() {
                    return Poll::Ready(());
                }
                self.timer = Some(TimeoutFuture::new(millis(left)));
            }
        }
    }

    /// Rounded up, as far as a timer goes.
    fn millis(left: Duration) -> u32 {
        let millis = u32::try_from(left.as_nanos().div_ceil(1_000_000));
        millis.unwrap_or(u32::MAX).min(i32::MAX.unsigned_abs())
    }
}
