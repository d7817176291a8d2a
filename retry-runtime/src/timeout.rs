//! Cutting an attempt that takes too long.

use std::fmt;
use std::future::Future;
use std::pin::Pin;
use std::task::{Context, Poll};
use std::time::Duration;

use pin_project_lite::pin_project;

use crate::private::Attempted;

/// The error of an attempt that was cut by its `timeout` or by the call's `deadline`.
///
/// If it was the last attempt, the annotated function returns `E::from(TimedOut)`. `String`, [`std::io::Error`],
/// `Box<dyn Error>`, `anyhow::Error` and [`ApiError`](crate::ApiError) implement `From<TimedOut>`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct TimedOut {
    pub(crate) attempt: u32,
    pub(crate) limit: Duration,
    pub(crate) is_deadline: bool,
}

impl TimedOut {
    /// The number of the attempt that was cut, counted from 1.
    #[must_use]
    pub const fn attempt(&self) -> u32 {
        self.attempt
    }

    /// The policy's `timeout` or `deadline`, whichever cut the attempt.
    #[must_use]
    pub const fn limit(&self) -> Duration {
        self.limit
    }

    /// Whether the `deadline` of the whole call cut the attempt, rather than the `timeout`.
    #[must_use]
    pub const fn is_deadline(&self) -> bool {
        self.is_deadline
    }
}

impl fmt::Display for TimedOut {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { attempt, limit, .. } = self;
        if self.is_deadline {
            write!(f, "deadline of {limit:?} passed during attempt {attempt}")
        } else {
            write!(f, "attempt {attempt} timed out after {limit:?}")
        }
    }
}

impl std::error::Error for TimedOut {}

/// The mark of an attempt that was cut.
#[derive(Clone, Copy)]
pub struct Cut;

pin_project! {
    /// An attempt, and the sleep that cuts it if there is a limit.
    #[must_use = "futures do nothing unless polled"]
    pub struct Limited<F, S> {
        #[pin]
        attempt: F,
        #[pin]
        limit: Option<S>,
    }
}

impl<F, S> Limited<F, S> {
    pub(crate) fn new(attempt: F, limit: Option<S>) -> Self {
        Self { attempt, limit }
    }
}

impl<F: Future, S: Future> Future for Limited<F, S> {
    type Output = Attempted<F::Output, Cut>;

    fn poll(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Self::Output> {
        let this = self.project();
        // The limit first: an attempt that uses up tokio's budget for one poll would leave nothing for it.
        let is_over = match this.limit.as_pin_mut() {
            Some(limit) => limit.poll(context).is_ready(),
            None => false,
        };
        match this.attempt.poll(context) {
            // An answer that arrives together with the limit counts.
            Poll::Ready(output) => Poll::Ready(Attempted::Ended(output)),
            Poll::Pending if is_over => Poll::Ready(Attempted::Cut(Cut)),
            Poll::Pending => Poll::Pending,
        }
    }
}
