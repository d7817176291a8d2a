//! The runtime's `upstream.rs`, as far as the files below it need it.

#[path = "../../../retry-runtime/src/upstream/budget.rs"]
mod budget;
#[path = "../../../retry-runtime/src/upstream/gate.rs"]
mod gate;
#[path = "../../../retry-runtime/src/upstream/pace.rs"]
mod pace;
#[path = "../../../retry-runtime/src/upstream/pass.rs"]
mod pass;
#[path = "../../../retry-runtime/src/upstream/queue.rs"]
mod queue;

use std::sync::PoisonError;
use std::time::Duration;

use shuttle::sync::{Mutex, MutexGuard, atomic};

use self::budget::State;
use self::gate::Gate;
pub(crate) use self::pass::Pass;
use crate::sleep::Clock;

pub(crate) struct Upstream {
    budget: Option<u32>,
    parts: Parts,
    state: State,
    gate: Mutex<Gate>,
}

#[derive(Clone, Copy, Debug)]
struct Parts {
    cool_down: Option<Duration>,
    pace: bool,
    known: Option<f64>,
}

impl Upstream {
    pub(crate) fn new(budget: u32, pace: bool) -> Self {
        Self {
            budget: Some(budget),
            parts: Parts {
                cool_down: Some(Duration::MAX),
                pace,
                known: None,
            },
            state: State::new(),
            gate: Mutex::new(Gate::new()),
        }
    }

    pub(crate) fn is_calm(&self) -> bool {
        self.state.is_calm()
    }

    pub(crate) fn waiting(&self) -> u32 {
        self.gate().waiting()
    }

    pub(crate) fn spent(&self) -> u32 {
        self.state.spent()
    }

    fn gate_now(&self, clock: Clock) -> (MutexGuard<'_, Gate>, f64) {
        let gate = self.gate();
        (gate, clock.now().seconds())
    }

    fn gate(&self) -> MutexGuard<'_, Gate> {
        self.gate.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// A budget alone.
pub(crate) struct Budget {
    state: State,
    tokens: u32,
}

impl Budget {
    pub(crate) fn new(tokens: u32) -> Self {
        let state = State::new();
        Self { state, tokens }
    }

    pub(crate) fn spend(&self, cost: u16) -> bool {
        self.state.spend(cost, self.tokens)
    }

    pub(crate) fn pay_back(&self, cost: u16) {
        self.state.pay_back(cost);
    }

    pub(crate) fn limit_to(&self, limit: u32) -> u32 {
        self.state.limit_to(limit, self.tokens)
    }

    pub(crate) fn spent(&self) -> u32 {
        self.state.spent()
    }
}
