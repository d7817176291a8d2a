//! Every option of the attribute, seen from the outside: attempts counted, delays exact under tokio's paused clock.

mod attempt;
mod backoff;
mod classify;
mod constants;
mod cut;
mod deadline;
mod fallback;
mod hooks;
mod idempotent;
mod jitter;
mod last_error;
mod max;
mod policy;
mod recover;
mod retry_after;
mod sleep;
#[cfg(feature = "stream")]
mod stream;
mod throttled;
mod timeout;
mod together;
mod upstream;
mod when;

use std::cell::RefCell;
use std::time::Duration;

use retry_attr::{Classification, Classify, TimedOut};
use tokio::time::Instant;

/// An error of every kind.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Failure {
    Transient,
    Throttled(Option<Duration>),
    ThrottledAtMost(Duration),
    Permanent,
    Cut(TimedOut),
}

impl Classify for Failure {
    fn classify(&self) -> Classification {
        match *self {
            Self::Transient | Self::Cut(_) => Classification::Transient,
            Self::Throttled(after) => Classification::throttled(after),
            Self::ThrottledAtMost(longest) => Classification::throttled_at_most(longest),
            Self::Permanent => Classification::permanent(),
        }
    }

    fn from_timed_out() -> Option<fn(TimedOut) -> Self> {
        Some(Self::Cut)
    }
}

impl From<TimedOut> for Failure {
    fn from(cut: TimedOut) -> Self {
        Self::Cut(cut)
    }
}

impl std::fmt::Display for Failure {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{self:?}")
    }
}

/// When the attempts of a call started.
struct Attempts {
    starts: RefCell<Vec<Instant>>,
}

impl Attempts {
    fn new() -> Self {
        Self {
            starts: RefCell::default(),
        }
    }

    /// Notes an attempt and returns its number.
    fn start(&self) -> usize {
        let mut starts = self.starts.borrow_mut();
        starts.push(Instant::now());
        starts.len()
    }

    fn count(&self) -> usize {
        self.starts.borrow().len()
    }

    /// The times between the starts of attempts: the delays, where attempts take no time.
    fn delays(&self) -> Vec<Duration> {
        let starts = self.starts.borrow();
        starts.windows(2).map(|pair| pair[1] - pair[0]).collect()
    }
}

fn seconds<const N: usize>(seconds: [u64; N]) -> Vec<Duration> {
    seconds.map(Duration::from_secs).to_vec()
}
