//! The gate: what calls pass while something is wrong. It knows who waits, and how long. Time is passed in, in seconds.

use std::time::Duration;

use super::Parts;
use super::pace::{Pace, Went, went};
use super::queue::{Place, Queue};

/// Below this, in seconds, nothing is left of a cool-down: sums of times are no more exact.
const NOTHING: f64 = 1e-6;
/// Below this, in seconds, a wait is slept in one.
const SHORT: f64 = 0.01;

#[derive(Debug)]
pub(super) struct Gate {
    /// The end of the cool-down.
    cool_until: f64,
    /// The end of what was named to a call of this process.
    named_until: f64,
    /// The instances of a fleet that share what the server takes.
    instances: u32,
    pace: Pace,
    queue: Queue,
    /// When the queue was last moved on.
    at: f64,
}

/// What is left to wait, in seconds.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Left {
    cool_down: f64,
    until_turn: f64,
    /// After how long to look again.
    look: f64,
}

impl Left {
    pub(super) fn cool_down(self) -> Duration {
        seconds(self.cool_down)
    }

    pub(super) fn until_turn(self) -> Duration {
        seconds(self.until_turn)
    }

    pub(super) fn look(self) -> Duration {
        seconds(self.look).max(Duration::from_nanos(1))
    }
}

impl Gate {
    pub(super) const fn new() -> Self {
        Self {
            cool_until: f64::NEG_INFINITY,
            named_until: f64::NEG_INFINITY,
            instances: 1,
            pace: Pace::new(),
            queue: Queue::new(),
            at: f64::NEG_INFINITY,
        }
    }

    /// The calls that go in a second, if they do not go as they come.
    pub(super) fn rate(&self, now: f64) -> Option<f64> {
        self.pace.rate(now)
    }

    /// How long the cool-down lasts from now.
    pub(super) fn cool_down(&self, now: f64) -> Duration {
        seconds(self.cool_until - now)
    }

    /// How long from now what was named to a call of this process lasts.
    pub(super) fn named(&self, now: f64) -> Duration {
        seconds(self.named_until - now)
    }

    /// As if a call of another process had been told to wait. Whether others have to wait now.
    pub(super) fn extend(&mut self, length: Duration, now: f64, parts: Parts) -> bool {
        self.advance(now);
        if let Some(longest) = parts.cool_down {
            if self.pace.is_off() {
                self.queue.restart();
            }
            let begins = self.pace.is_off() || self.cool_until <= now;
            self.cool(now + length.min(longest).as_secs_f64(), begins);
        }
        !self.pace.is_off()
    }

    /// So many instances share what the server takes.
    pub(super) fn set_instances(&mut self, instances: u32, now: f64) {
        self.advance(now);
        let instances = instances.max(1);
        self.pace
            .scale(f64::from(self.instances) / f64::from(instances));
        self.instances = instances;
    }

    pub(super) const fn waiting(&self) -> u32 {
        self.queue.waiting()
    }

    /// Moves the queue on.
    fn advance(&mut self, now: f64) {
        let from = self.at.max(self.cool_until);
        if now > from {
            if let Some(rate) = self.pace.rate(from.midpoint(now)) {
                // What nobody uses in a second is kept.
                self.queue.release(rate * (now - from), rate.max(1.0));
            }
        }
        self.at = self.at.max(now);
    }

    pub(super) fn take(&mut self, is_retry: bool, now: f64) -> Place {
        self.advance(now);
        let place = self.queue.take(is_retry);
        self.pace.wait(self.queue.waiting());
        place
    }

    /// What is left to wait for a place; nothing if it is its turn.
    pub(super) fn left(&mut self, place: Place, now: f64) -> Option<Left> {
        self.advance(now);
        let cool_down = match self.cool_until - now {
            left if left > NOTHING => left,
            _ => 0.0,
        };
        let start = now + cool_down;
        let turn = match self.pace.rate(start) {
            Some(rate) => self.queue.ahead(place) / rate,
            None => 0.0,
        };
        let look = if cool_down > 0.0 {
            // Who comes until then changes the rate.
            cool_down
        } else if turn > SHORT {
            // Its turn may come sooner.
            (turn / 2.0).min(self.pace.horizon(now))
        } else {
            turn
        };
        let left = Left {
            cool_down,
            until_turn: cool_down + turn,
            look,
        };
        (look > 0.0).then_some(left)
    }

    /// The holder of a place goes.
    pub(super) fn go(&mut self, place: Place, now: f64) -> Went {
        self.queue.go(place);
        self.pace.go();
        went(now)
    }

    pub(super) fn give_back(&mut self, place: Place) {
        self.queue.give_back(place);
    }

    /// A call was answered. `went` is when it went, if that was in its turn. Whether nobody has to wait any more.
    pub(super) fn answer(&mut self, went: Option<Went>, now: f64, parts: Parts) -> bool {
        self.advance(now);
        self.pace.answer(went, now);
        let is_over = self.waiting() == 0
            && now >= self.cool_until
            && (!parts.pace || self.pace.is_over(now));
        if is_over {
            self.pace.turn_off();
        }
        is_over
    }

    /// A call was throttled, and perhaps told how long to wait. Whether others have to wait now.
    pub(super) fn throttle(
        &mut self,
        went: Option<Went>,
        named: Option<Duration>,
        now: f64,
        parts: Parts,
    ) -> bool {
        self.advance(now);
        let begins = self.pace.is_off() || self.cool_until <= now;
        if self.pace.is_off() {
            self.queue.restart();
        }
        if parts.pace {
            let known = parts.known.map(|it| it / f64::from(self.instances));
            if self.pace.throttle(went, now, Parts { known, ..parts }) {
                // At the rate before, which the server did not take.
                self.queue.keep_nothing();
            }
        }
        if let (Some(named), Some(longest)) = (named, parts.cool_down) {
            let until = now + named.min(longest).as_secs_f64();
            self.named_until = self.named_until.max(until);
            self.cool(until, begins);
        }
        !self.pace.is_off()
    }

    /// Nobody goes until then.
    fn cool(&mut self, until: f64, begins: bool) {
        if begins {
            // The first goes when it ends.
            self.queue.release(1.0, 1.0);
        }
        // Extended, never shortened.
        self.cool_until = self.cool_until.max(until);
        self.pace.spread(self.cool_until);
        self.pace.pause(self.cool_until);
    }
}

/// A length of time to the microsecond, or none if it is negative.
#[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)] // saturates
fn seconds(length: f64) -> Duration {
    Duration::from_micros((length * 1e6).round() as u64)
}
