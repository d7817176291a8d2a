//! What is shown of an upstream.

use std::fmt;
use std::time::Duration;

use super::Upstream;
use crate::sleep::Clock;

/// The state of an upstream at one moment; returned by [`Upstream::snapshot`].
#[derive(Clone, Copy, Debug, PartialEq)]
#[non_exhaustive]
pub struct Snapshot {
    /// The tokens left in the budget, or in the part that a fleet has leased to this process. `None` if there is no
    /// budget.
    pub tokens: Option<u32>,
    /// The pace in calls per second, or `None` while there is no limit.
    pub rate: Option<f64>,
    /// The time left until the cool-down ends.
    pub cool_down: Duration,
    /// The number of calls that wait for their turn.
    pub waiting: u32,
}

impl Upstream {
    /// Returns the current state of what its calls share.
    ///
    /// # Example
    ///
    /// ```
    /// use retry_attr::Upstream;
    ///
    /// static OPENAI: Upstream = Upstream::new("openai");
    ///
    /// let now = OPENAI.snapshot();
    /// assert_eq!((now.tokens, now.rate, now.waiting), (Some(500), None, 0));
    /// ```
    #[must_use]
    pub fn snapshot(&self) -> Snapshot {
        let now = Clock::ASYNC.now().seconds();
        let gate = self.gate();
        Snapshot {
            tokens: self.budget.map(|tokens| {
                let limit = self.state.limit(tokens);
                limit.saturating_sub(self.state.spent())
            }),
            rate: gate.rate(now),
            cool_down: gate.cool_down(now),
            waiting: gate.waiting(),
        }
    }
}

impl fmt::Debug for Upstream {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Upstream")
            .field("name", &self.name)
            .field("now", &self.snapshot())
            .finish_non_exhaustive()
    }
}
