//! What a fleet of processes reads of an upstream, and sets: for the package that connects them.

use std::time::Duration;

use super::Upstream;
use crate::sleep::Clock;

/// An upstream as one instance of a fleet: what [`Upstream::shared`] returns.
///
/// Without a fleet nothing is limited, and there is one instance.
#[derive(Clone, Copy, Debug)]
pub struct Shared<'a>(&'a Upstream);

impl Upstream {
    /// For one fleet at a time.
    #[doc(hidden)]
    #[must_use]
    pub const fn shared(&self) -> Shared<'_> {
        Shared(self)
    }
}

impl Shared<'_> {
    /// How long from now the cool-down lasts that calls of this process were told of.
    #[must_use]
    pub fn named(self) -> Duration {
        self.0.gate().named(Clock::ASYNC.now().seconds())
    }

    /// Extends the cool-down to so long from now, or to the longest that the upstream has.
    pub fn extend(self, length: Duration) {
        let (mut gate, now) = self.0.gate_now(Clock::ASYNC);
        if gate.extend(length, now, self.0.parts) {
            self.0.state.set_gate(true);
        }
    }

    /// The tokens of a full budget; `None` if it is left out.
    #[must_use]
    pub const fn budget(self) -> Option<u32> {
        self.0.budget
    }

    /// The tokens that are spent.
    #[must_use]
    pub fn spent(self) -> u32 {
        self.0.state.spent()
    }

    /// Limits the budget to so many tokens, spent or not, but never to less than are spent. Returns the limit.
    #[allow(clippy::must_use_candidate)] // it acts
    pub fn limit(self, limit: u32) -> u32 {
        let tokens = self.0.budget.unwrap_or(0);
        self.0.state.limit_to(limit, tokens)
    }

    /// So many instances share what the server takes: the rate, where one is known, is divided among them.
    pub fn instances(self, instances: u32) {
        let (mut gate, now) = self.0.gate_now(Clock::ASYNC);
        gate.set_instances(instances, now);
    }
}
