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

use std::borrow::Cow;
use std::sync::{Mutex, MutexGuard, PoisonError, atomic};
use std::time::Duration;

use self::budget::State;
use self::gate::Gate;
pub(crate) use self::pass::Pass;
pub use self::run::WithUpstream;
pub use self::shared::Shared;
pub use self::snapshot::Snapshot;
use crate::sleep::Clock;

/// What calls to one server share: a cool-down, a budget of retries, and a pace.
///
/// All calls of all functions that name the same upstream share it, across threads: `#[retry(upstream = OPENAI)]`. It
/// is a `static`, or an ordinary value if there are several. Have one for whatever the server counts by, such as each
/// key or model.
///
/// - **Cool-down**: a delay that the server named to one call holds back all of them. It is extended, never shortened.
/// - **Budget**: 500 tokens. A retry costs 14, or 5 after a throttled failure. A success pays back what the last retry
///   of its call cost, or 1 if it needed no retry. A call that cannot pay for its retry gives up with
///   [`Reason::Budget`](crate::Reason::Budget). If a call was already running when the first failure was throttled, its
///   retry is free, because the pace holds it back.
/// - **Pace**: off until the first throttled failure. Then calls start at the rate that the server accepts, in order of
///   arrival; retries go before first attempts. The rate is learned from the server's answers. The pace is off again
///   after a minute without a throttled failure.
///
/// First attempts wait like retries. If a call would have to wait for longer than its policy's `retry_after` accepts,
/// or past its `deadline`, it asks the server immediately instead. The time that a call waits counts towards its
/// deadline.
///
/// While nothing is wrong, a successful call costs two loads of one atomic. It takes no lock, reads no clock and stores
/// nothing.
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
    /// An upstream with a cool-down, a budget and a pace.
    #[must_use]
    pub const fn new(name: &'static str) -> Self {
        Self::with_name(Cow::Borrowed(name))
    }

    /// Like [`new`](Self::new), for a name that is known only at run time.
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

    /// Turns the cool-down off: a delay applies only to the call that it was named to.
    pub const fn without_cool_down(mut self) -> Self {
        self.parts.cool_down = None;
        self
    }

    /// Sets the size of the budget in tokens. Default: 500.
    pub const fn budget(mut self, tokens: u32) -> Self {
        self.budget = Some(if tokens < budget::MOST {
            tokens
        } else {
            budget::MOST
        });
        self
    }

    /// Turns the budget off.
    pub const fn without_budget(mut self) -> Self {
        self.budget = None;
        self
    }

    /// Sets the number of calls per second that the server is known to accept. It applies from the first throttled
    /// failure on, until a learned rate replaces it. Default: unknown.
    ///
    /// # Panics
    ///
    /// Panics unless it is a number above 0. In a `static` that is a compile error.
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

    /// Turns the pace off: no rate is learned, but calls are still spread out after a cool-down.
    pub const fn without_pace(mut self) -> Self {
        self.parts.pace = false;
        self
    }

    /// The name of the upstream.
    #[must_use]
    pub fn name(&self) -> &str {
        &self.name
    }

    /// Whether no call has to wait, and none has anything to pay back.
    #[inline]
    pub(crate) fn is_calm(&self) -> bool {
        self.state.is_calm()
    }

    fn gate(&self) -> MutexGuard<'_, Gate> {
        // Nothing in there is left half done by a panic.
        self.gate.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// The gate, and the time. In this order: a call with an earlier time than the one before it could wait for what is over.
    fn gate_now(&self, clock: Clock) -> (MutexGuard<'_, Gate>, f64) {
        let gate = self.gate();
        (gate, clock.now().seconds())
    }

    /// Resets the upstream to its initial state, for tests that share a `static`.
    ///
    /// Call it when no call is running.
    #[cfg(feature = "test-util")]
    #[cfg_attr(retry_attr_docs, doc(cfg(feature = "test-util")))]
    pub fn reset(&self) {
        let mut gate = self.gate();
        *gate = Gate::new();
        self.state.reset();
    }
}

// Below the methods above, as rustdoc keeps the order.
mod snapshot;
