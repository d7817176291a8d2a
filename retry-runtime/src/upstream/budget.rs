//! The budget: an allowance for retries, so that an outage does not multiply the load.
//!
//! Kept as what is spent of it, beside the mark that calls may have to wait. Both are zero while nothing is wrong, so that
//! one load tells.

// By way of the module above: `tests/shuttle/` brings other atomics.
use super::atomic::{AtomicU32, Ordering::Relaxed, Ordering::SeqCst};
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
pub(super) struct State {
    spent: AtomicU32,
    /// What a fleet keeps back of the budget.
    withheld: AtomicU32,
}

impl State {
    pub(super) const fn new() -> Self {
        Self {
            spent: AtomicU32::new(0),
            withheld: AtomicU32::new(0),
        }
    }

    /// Whether no call has to wait, and none has anything to pay back.
    #[inline]
    pub(super) fn is_calm(&self) -> bool {
        self.spent.load(Relaxed) == 0
    }

    pub(super) fn spent(&self) -> u32 {
        self.spent.load(Relaxed) & !GATE
    }

    pub(super) fn has_gate(&self) -> bool {
        self.spent.load(Relaxed) & GATE != 0
    }

    /// To be called by who holds the lock of the gate.
    pub(super) fn set_gate(&self, is_there: bool) {
        if is_there {
            self.spent.fetch_or(GATE, Relaxed);
        } else {
            self.spent.fetch_and(!GATE, Relaxed);
        }
    }

    /// Takes `cost` out of a budget of so many tokens, if that much is left.
    pub(super) fn spend(&self, cost: u16, tokens: u32) -> bool {
        let taken = self.spent.fetch_update(SeqCst, Relaxed, |state| {
            let spent = (state & !GATE) + u32::from(cost);
            (spent <= self.limit(tokens)).then_some(state & GATE | spent)
        });
        let Ok(before) = taken else { return false };
        // It may have been limited in between: either this sees it, or `limit_to` sees what is spent.
        let is_within = (before & !GATE) + u32::from(cost) <= self.limit(tokens);
        if !is_within {
            self.pay_back(cost);
        }
        is_within
    }

    /// What there is of a budget of so many tokens, spent or not.
    pub(super) fn limit(&self, tokens: u32) -> u32 {
        tokens - self.withheld.load(SeqCst).min(tokens)
    }

    /// Limits a budget of so many tokens, but never to less than is spent. Returns the limit.
    ///
    /// To be called by one at a time.
    pub(super) fn limit_to(&self, limit: u32, tokens: u32) -> u32 {
        self.withheld.store(tokens - limit.min(tokens), SeqCst);
        let spent = self.spent.load(SeqCst) & !GATE;
        if spent > limit {
            self.withheld.store(tokens - spent.min(tokens), SeqCst);
        }
        self.limit(tokens)
    }

    /// Pays back what the last retry of a call cost, or a little if there was none; never above what the budget was.
    pub(super) fn pay_back(&self, last_cost: u16) {
        let paid = u32::from(last_cost.max(FIRST_SUCCESS));
        // Nothing is stored where nothing is spent.
        let _ = self.spent.fetch_update(Relaxed, Relaxed, |state| {
            let spent = state & !GATE;
            (spent > 0).then(|| state & GATE | spent.saturating_sub(paid))
        });
    }

    #[cfg(feature = "test-util")]
    pub(super) fn reset(&self) {
        self.spent.store(0, Relaxed);
        self.withheld.store(0, SeqCst);
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
    fn a_budget_is_limited_to_no_less_than_is_spent() {
        let state = State::new();
        assert_eq!(state.limit_to(20, TOKENS), 20);
        assert!(state.spend(TRANSIENT, TOKENS));
        assert!(!state.spend(TRANSIENT, TOKENS));
        assert_eq!(state.limit_to(5, TOKENS), 14);
        state.pay_back(TRANSIENT);
        assert_eq!(state.limit_to(5, TOKENS), 5);
        assert!(state.is_calm());
        assert_eq!(state.limit_to(TOKENS + 1, TOKENS), TOKENS);
    }

    /// The limit falls while others spend: nobody is ever above it for good.
    #[test]
    fn a_limit_holds_against_those_who_spend_at_the_same_time() {
        for _ in 0..200 {
            let state = State::new();
            let (limit, granted) = std::thread::scope(|threads| {
                let spenders = [(); 2].map(|()| {
                    threads.spawn(|| (0..20).filter(|_| state.spend(TRANSIENT, TOKENS)).count())
                });
                let limit = state.limit_to(100, TOKENS);
                (
                    limit,
                    spenders.map(|it| it.join().unwrap()).iter().sum::<usize>(),
                )
            });
            assert_eq!(granted, state.spent() as usize / usize::from(TRANSIENT));
            assert!(state.spent() <= limit, "{} of {limit}", state.spent());
        }
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
