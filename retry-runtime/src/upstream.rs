//! What calls share because one server answers them.

// | file | decides |
// |---|---|
// | `budget` | how many retries there may be, and whether anything is wrong at all |
// | `gate` | how long a call waits: the cool-down, and until its turn |
// | `pace` | how many calls go in a second |
// | `queue` | whose turn it is |
// | `pass` | what one call keeps |
// | `run` | the loop without the attribute |
// | `snapshot` | what is shown |
// | `shared` | what a fleet of processes reads and sets |

mod budget;
mod gate;
mod pace;
mod pass;
mod queue;
mod run;
mod shared;
mod snapshot;

use std::borrow::Cow;
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use self::budget::State;
use self::gate::Gate;
pub(crate) use self::pass::Pass;
pub use self::run::WithUpstream;
pub use self::shared::Shared;
pub use self::snapshot::Snapshot;

/// What calls share because one server answers them: a cool-down, a budget of retries, and the pace.
///
/// The calls of all functions that name the same upstream share it, in all threads: `#[retry(upstream = OPENAI)]`. It is a
/// `static`, or a value where there are several, such as one for each key or model: what a server counts by.
///
/// - **Cool-down**: a delay that the server named to one call holds back all. It is extended, never shortened.
/// - **Budget**: 500 tokens. A retry costs 14, or 5 if it follows a throttled failure. A success pays back what the last
///   retry of its call cost, and without one 1. A call whose retry costs more than is left gives up
///   ([`Reason::Budget`](crate::Reason::Budget)). A retry of a call that was under way when the first failure was throttled
///   costs nothing: the pace holds it back.
/// - **Pace**: off until the first throttled failure. Then calls go at the rate that the server takes, which is learned from
///   what it answers, in order of arrival. A retry goes before those that wait for their first attempt. It is off again after
///   a minute without a throttled failure.
///
/// First attempts wait as retries do. A call asks the server at once if it had to wait for longer than its policy's
/// `retry_after` accepts, or past its `deadline`. Who waits counts in the deadline.
///
/// A success while nothing is wrong takes two loads of one atomic. It takes no lock, reads no clock, stores nothing.
///
/// # Example
///
/// ```
/// use retry_attr::{Upstream, policies, retry};
///
/// static OPENAI: Upstream = Upstream::new("openai");
///
/// #[retry(policy = policies::AI, upstream = OPENAI)]
/// fn embed(text: &str) -> Result<Vec<f32>, std::io::Error> {
///     Ok(vec![text.len() as f32])
/// }
/// # assert!(embed("").is_ok());
/// ```
pub struct Upstream {
    name: Cow<'static, str>,
    /// In tokens; `None` if it is left out.
    budget: Option<u32>,
    parts: Parts,
    state: State,
    gate: Mutex<Gate>,
}

/// The parts that hold calls back.
#[derive(Clone, Copy, Debug)]
struct Parts {
    /// The longest cool-down; `None` if it is left out.
    cool_down: Option<Duration>,
    pace: bool,
    /// What the server takes in a second, if somebody knows.
    known: Option<f64>,
}

#[allow(clippy::return_self_not_must_use, clippy::must_use_candidate)] // a builder
impl Upstream {
    /// An upstream with all its parts.
    #[must_use]
    pub const fn new(name: &'static str) -> Self {
        Self::with_name(Cow::Borrowed(name))
    }

    /// An upstream whose name is known only at run time.
    #[must_use]
    pub fn named(name: impl Into<String>) -> Self {
        Self::with_name(Cow::Owned(name.into()))
    }

    const fn with_name(name: Cow<'static, str>) -> Self {
        Self {
            name,
            budget: Some(budget::TOKENS),
            parts: Parts {
                cool_down: Some(Duration::MAX),
                pace: true,
                known: None,
            },
            state: State::new(),
            gate: Mutex::new(Gate::new()),
        }
    }

    /// Sets the longest cool-down that one delay may cause. Default: as long as the server says.
    pub const fn cool_down(mut self, at_most: Duration) -> Self {
        self.parts.cool_down = Some(at_most);
        self
    }

    /// Leaves the cool-down out: a delay holds for the call to which it was named.
    pub const fn without_cool_down(mut self) -> Self {
        self.parts.cool_down = None;
        self
    }

    /// Sets the tokens of a full budget. Default: 500.
    pub const fn budget(mut self, tokens: u32) -> Self {
        self.budget = Some(if tokens < budget::MOST {
            tokens
        } else {
            budget::MOST
        });
        self
    }

    /// Leaves the budget out.
    pub const fn without_budget(mut self) -> Self {
        self.budget = None;
        self
    }

    /// Sets what the server is known to take in a second, for the first throttled failure. What is learned replaces it.
    /// Default: nothing is known.
    ///
    /// # Panics
    ///
    /// Unless it is a number above 0. In a `static` that is a compile error.
    #[track_caller]
    pub const fn pace(mut self, per_second: f64) -> Self {
        assert!(
            per_second > 0.0 && per_second < f64::INFINITY,
            "a `pace` is a number of calls a second, and must be above 0"
        );
        self.parts.pace = true;
        self.parts.known = Some(per_second);
        self
    }

    /// Leaves the pace out: after a cool-down calls are spread, and no rate is learned.
    pub const fn without_pace(mut self) -> Self {
        self.parts.pace = false;
        self
    }

    /// Its name.
    #[must_use]
    pub fn name(&self) -> &str {
        &self.name
    }

    fn gate(&self) -> MutexGuard<'_, Gate> {
        // Nothing in there is left half done by a panic.
        self.gate.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Makes it as new: for tests that share a `static`.
    ///
    /// Calls that are under way should be over by then.
    #[cfg(feature = "test-util")]
    #[cfg_attr(retry_attr_docs, doc(cfg(feature = "test-util")))]
    pub fn reset(&self) {
        let mut gate = self.gate();
        *gate = Gate::new();
        self.state.reset();
    }
}
