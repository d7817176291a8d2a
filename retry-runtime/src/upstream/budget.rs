//! The budget: an allowance for retries, so that an outage does not multiply the load.
//!
//! Kept as what is spent of it, beside the mark that calls may have to wait. Both are zero while nothing is wrong, so that
//! one load tells.

use std::sync::atomic::{AtomicU32, Ordering::Relaxed};

use crate::classify::Classification;

/// Tokens of a budget that nobody set.
pub(super) const TOKENS: u32 = 500;

/// The most tokens that a budget can have.
pub(super) const MOST: u32 = GATE - 1 - u16::MAX as u32;

/// What the first success pays in, without a retry before it.
const FIRST_SUCCESS: u16 = 1;

/// What a retry after this failure costs.
pub(super) const fn cost(failure: Classification) -> u16 {
    if failure.is_throttled() { 5 } else { 14 }
}

/// Calls may have to wait.
const GATE: u32 = 1 << 31;

#[derive(Debug)]
pub(super) struct State(AtomicU32);

impl State {
    pub(super) const fn new() -> Self {
        Self(AtomicU32::new(0))
    }

    /// Whether no call has to wait, and none has anything to pay back.
    #[inline]
    pub(super) fn is_calm(&self) -> bool {
        self.0.load(Relaxed) == 0
    }

    pub(super) fn spent(&self) -> u32 {
        self.0.load(Relaxed) & !GATE
    }

    pub(super) fn has_gate(&self) -> bool {
        self.0.load(Relaxed) & GATE != 0
    }

    /// To be called by who holds the lock of the gate.
    pub(super) fn set_gate(&self, is_there: bool) {
        if is_there {
            self.0.fetch_or(GATE, Relaxed);
        } else {
            self.0.fetch_and(!GATE, Relaxed);
        }
    }

    /// Takes `cost` out of a budget of so many tokens, if that much is left.
    pub(super) fn spend(&self, cost: u16, tokens: u32) -> bool {
        let taken = self.0.fetch_update(Relaxed, Relaxed, |state| {
            let spent = (state & !GATE) + u32::from(cost);
            (spent <= tokens).then_some(state & GATE | spent)
        });
        taken.is_ok()
    }

    /// Pays back what the last retry of a call cost, or a little if there was none; never above what the budget was.
    pub(super) fn pay_back(&self, last_cost: u16) {
        let paid = u32::from(last_cost.max(FIRST_SUCCESS));
        // Nothing is stored where nothing is spent.
        let _ = self.0.fetch_update(Relaxed, Relaxed, |state| {
            let spent = state & !GATE;
            (spent > 0).then(|| state & GATE | spent.saturating_sub(paid))
        });
    }

    #[cfg(feature = "test-util")]
    pub(super) fn reset(&self) {
        self.0.store(0, Relaxed);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const TRANSIENT: u16 = cost(Classification::Transient);

    fn left(state: &State) -> u32 {
        TOKENS - state.spent()
    }

    #[test]
    fn a_success_pays_back_what_its_last_retry_cost() {
        let state = State::new();
        assert!(state.spend(TRANSIENT, TOKENS));
        assert_eq!(left(&state), 486);
        state.pay_back(TRANSIENT);
        assert_eq!(left(&state), 500);
        state.pay_back(0);
        assert_eq!(left(&state), 500);
        assert!(state.is_calm());
    }

    #[test]
    fn retries_cost_until_nothing_is_left() {
        let state = State::new();
        for expected in [486, 472, 458] {
            assert!(state.spend(TRANSIENT, TOKENS));
            assert_eq!(left(&state), expected);
        }
        let retries = (0..100).filter(|_| state.spend(TRANSIENT, TOKENS)).count();
        assert_eq!((retries, left(&state)), (32, 10));
        assert!(state.spend(cost(Classification::throttled(None)), TOKENS));
        assert_eq!(left(&state), 5);
        state.pay_back(0);
        assert_eq!(left(&state), 6);
    }

    #[test]
    fn the_gate_and_the_budget_leave_each_other_alone() {
        let state = State::new();
        state.set_gate(true);
        assert!(state.spend(TRANSIENT, TOKENS));
        assert_eq!((state.spent(), state.has_gate()), (14, true));
        state.set_gate(false);
        assert_eq!((state.spent(), state.has_gate()), (14, false));
        state.pay_back(TRANSIENT);
        assert!(state.is_calm());
    }
}
