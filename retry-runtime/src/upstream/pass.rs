//! What one call keeps about its upstream: its turn, and what its last retry cost.

use std::time::Duration;

use super::Upstream;
use super::budget;
use super::gate::Left;
use super::pace::Went;
use super::queue::Place;
use crate::call::Call;
use crate::classify::Classification;
use crate::engine::Decision;
use crate::event::Reason;
use crate::nanos::Nanos;
use crate::policy::Policy;
use crate::site::Site;
use crate::sleep::Clock;

/// A word, which counts in futures; all of it zero until something is wrong. The upstream is passed in beside it: what
/// lies in memory together with this would have to be stored there by every success.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Pass {
    stage: Stage,
    is_retry: bool,
    /// Of the last retry.
    cost: u16,
    /// The number of its place, or when it went.
    number: u32,
}

#[derive(Clone, Copy, Debug, PartialEq)]
enum Stage {
    /// Nobody had to wait.
    Free,
    /// Waits for its turn.
    Waits,
    /// Went when it was its turn.
    Went,
    /// Had no time to wait.
    Asked,
}

impl Pass {
    pub(crate) const NEW: Self = Self {
        stage: Stage::Free,
        is_retry: false,
        cost: 0,
        number: 0,
    };

    /// How long to sleep before asking again; `None` starts the attempt. Need not be asked of a calm upstream.
    pub(crate) fn wait(
        &mut self,
        upstream: &Upstream,
        call: &Call,
        policy: &Policy,
        clock: Clock,
        site: &Site,
    ) -> Option<Duration> {
        if !upstream.state.has_gate() {
            return None;
        }
        let arrives = self.stage != Stage::Waits;
        let (mut gate, now) = upstream.gate_now(clock);
        if arrives {
            self.stage = Stage::Waits;
            self.number = gate.take(self.is_retry, now).number;
        }
        let place = self.place();
        let Some(left) = gate.left(place, now) else {
            self.stage = Stage::Went;
            self.number = gate.go(place, now);
            return None;
        };
        if !has_time(left, call, policy, clock) {
            self.stage = Stage::Asked;
            gate.give_back(place);
            return None;
        }
        drop(gate);
        if arrives {
            tell(upstream, site, left);
        }
        let look = left.look();
        #[cfg(feature = "test-util")]
        let look = crate::testing::skip(look);
        Some(look)
    }

    /// The call does not come back: a place that it waits for is another's.
    #[cold]
    #[inline(never)]
    pub(crate) fn leave(self, upstream: &Upstream) {
        if self.stage == Stage::Waits {
            upstream.gate().give_back(self.place());
        }
    }

    /// The server answered as it should. Need not be told while the upstream is calm.
    pub(crate) fn answer(&mut self, upstream: &Upstream, clock: Clock) {
        upstream.state.pay_back(self.cost);
        self.cost = 0;
        self.answered(upstream, clock);
    }

    /// The server answered, and did not ask for fewer requests.
    fn answered(&mut self, upstream: &Upstream, clock: Clock) {
        if upstream.state.has_gate() {
            let (mut gate, now) = upstream.gate_now(clock);
            if gate.answer(self.went(), now, upstream.parts) {
                upstream.state.set_gate(false);
            }
        }
        self.stage = Stage::Free;
    }

    /// An attempt failed. What a retry costs.
    pub(crate) fn failed(
        &mut self,
        upstream: &Upstream,
        failure: Classification,
        policy: &Policy,
        clock: Clock,
    ) -> u16 {
        if !failure.is_throttled() {
            self.answered(upstream, clock);
            return budget::cost(failure);
        }
        let named = policy.delay_named_by(failure).map(Nanos::duration);
        let (mut gate, now) = upstream.gate_now(clock);
        if gate.throttle(self.went(), named, now, upstream.parts) {
            upstream.state.set_gate(true);
        }
        drop(gate);
        // Those under way when the first was throttled could not know. Their retries wait for their turn instead.
        let is_free = self.stage == Stage::Free && upstream.parts.pace;
        self.stage = Stage::Free;
        if is_free { 0 } else { budget::cost(failure) }
    }

    /// Whether the budget has enough for a retry, which is taken out of it then.
    pub(crate) fn affords(&mut self, upstream: &Upstream, cost: u16) -> bool {
        let affords = match upstream.budget {
            Some(tokens) => upstream.state.spend(cost, tokens),
            None => true,
        };
        if affords {
            self.is_retry = true;
            self.cost = cost;
        }
        affords
    }

    /// What was decided after that.
    pub(crate) fn decided(self, upstream: &Upstream, decision: Decision) {
        let is_over = matches!(
            decision,
            Decision::GiveUp(Reason::Deadline | Reason::RetryAfterTooLong)
        );
        // There is no retry to pay for. One that is free was not paid for.
        if is_over && self.cost > 0 {
            upstream.state.pay_back(self.cost);
        }
    }

    const fn place(self) -> Place {
        Place {
            number: self.number,
            is_retry: self.is_retry,
        }
    }

    fn went(self) -> Option<Went> {
        (self.stage == Stage::Went).then_some(self.number)
    }
}

/// Whether a call may wait that long: only the server can say whether it is any use to ask sooner.
fn has_time(left: Left, call: &Call, policy: &Policy, clock: Clock) -> bool {
    let longest = policy.retry_after.map_or(Duration::ZERO, Nanos::duration);
    let until_deadline = call.remaining(policy, clock);
    left.cool_down() <= longest && until_deadline.is_none_or(|it| left.until_turn() < it)
}

#[cfg_attr(not(feature = "tracing"), allow(unused_variables))]
fn tell(upstream: &Upstream, site: &Site, left: Left) {
    #[cfg(feature = "tracing")]
    tracing::debug!(
        target: "retry_attr",
        function = site.name(),
        module = site.module(),
        upstream = upstream.name(),
        wait = left.until_turn().as_secs_f64(),
        "waiting"
    );
}
