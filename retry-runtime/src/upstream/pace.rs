//! The pace: the rate at which an upstream is called, learned from what it answers.
//!
//! Off until the first throttled failure. What the server takes is not known then: in the first second there go as many
//! calls as it still answered of those that were under way, if so many wait, and twice as many with every second. Once a
//! call is throttled that went in its turn, the server is at its limit, and was when that last happened; so what went in
//! between and was not throttled, by the time in between, is what it takes. The rate falls a little below that, and rises
//! until it happens again.

use super::Parts;

/// To what share of what the server takes the rate falls, and by what factor it rises in a second.
const FALL: f64 = 0.88;
const RISE: f64 = 1.1;
/// Seconds in which the rate rises from there to what the server takes: ln(1 / `FALL`) / ln(`RISE`).
const CLIMB: f64 = 1.341_235_236;
/// Seconds in which it doubles: ln(2) / ln(`RISE`).
const DOUBLES: f64 = 7.272_540_897_3;
/// The lowest rate a second.
const LOWEST: f64 = 0.5;
/// Seconds below which nothing can be measured.
const WINDOW: f64 = 0.5;
/// Seconds after which the rate has risen so far that it is none.
const QUIET: f64 = 60.0;
/// The shortest time, in seconds, after which to look again.
const MOMENT: f64 = 0.01;

/// When a call went, in milliseconds that wrap around: compared with a moment of the same days.
pub(super) type Went = u32;

#[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)] // wraps around
pub(super) fn went(now: f64) -> Went {
    (now * 1e3) as i64 as Went
}

/// The moment at which a call went.
#[allow(clippy::cast_possible_wrap)] // the sign is lost in the other direction
fn moment(then: Went, now: f64) -> f64 {
    now - f64::from(went(now).wrapping_sub(then) as i32) / 1e3
}

#[derive(Clone, Copy, Debug)]
enum Phase {
    Off,
    /// Nothing is known: so many in the first second from then on.
    Unknown {
        from: f64,
        first: u32,
    },
    /// The server took `most` in a second when it last throttled.
    Known {
        since: f64,
        most: f64,
    },
}

/// What went in its turn since a moment.
#[derive(Clone, Copy, Debug)]
struct Measured {
    from: f64,
    answered: f64,
    /// Neither answered nor throttled yet: most of them were taken, as a server throttles at once, and takes its time to
    /// answer.
    under_way: f64,
}

impl Measured {
    const fn from(from: f64) -> Self {
        Self {
            from,
            answered: 0.0,
            under_way: 0.0,
        }
    }

    /// A call is over. `went` is when it went.
    fn ends(&mut self, went: f64, is_answered: bool) {
        if went >= self.from {
            self.under_way = (self.under_way - 1.0).max(0.0);
            self.answered += f64::from(u8::from(is_answered));
        }
    }

    /// What the server took.
    const fn taken(self) -> f64 {
        self.answered + self.under_way
    }
}

#[derive(Debug)]
pub(super) struct Pace {
    phase: Phase,
    /// The most calls that waited at once.
    waiting: u32,
    /// When the rate fell.
    fell: f64,
    measured: Measured,
    /// The measurement before, to be joined to one that is too short.
    before: Option<Measured>,
}

impl Pace {
    pub(super) const fn new() -> Self {
        Self {
            phase: Phase::Off,
            waiting: 0,
            fell: 0.0,
            measured: Measured::from(0.0),
            before: None,
        }
    }

    pub(super) const fn is_off(&self) -> bool {
        matches!(self.phase, Phase::Off)
    }

    pub(super) fn turn_off(&mut self) {
        self.phase = Phase::Off;
    }

    /// Whether nothing was throttled for so long that the rate holds nobody back.
    pub(super) fn is_over(&self, now: f64) -> bool {
        match self.phase {
            Phase::Off => true,
            Phase::Unknown { from: since, .. } | Phase::Known { since, .. } => now - since >= QUIET,
        }
    }

    /// The calls that go in a second; any number if there is none.
    pub(super) fn rate(&self, now: f64) -> Option<f64> {
        let after = |since: f64| (now - since).clamp(0.0, QUIET);
        let rate = match self.phase {
            Phase::Off => return None,
            Phase::Unknown { from, first } => {
                f64::from(first.min(self.waiting).max(1)) * after(from).exp2()
            }
            Phase::Known { since, most } => most * FALL * RISE.powf(after(since)),
        };
        Some(rate.max(LOWEST))
    }

    /// For how many seconds the rate can be relied on not to rise by more than a factor of two.
    pub(super) fn horizon(&self, now: f64) -> f64 {
        match self.phase {
            // At first it changes with every call that is answered, and with every one that waits.
            Phase::Unknown { .. } => (now - self.measured.from).clamp(MOMENT, 1.0),
            Phase::Off | Phase::Known { .. } => DOUBLES,
        }
    }

    /// So many calls wait.
    pub(super) fn wait(&mut self, waiting: u32) {
        self.waiting = self.waiting.max(waiting);
    }

    /// A call goes in its turn.
    pub(super) fn go(&mut self) {
        self.measured.under_way += 1.0;
    }

    /// A call was answered. `went` is when it went, if that was in its turn.
    pub(super) fn answer(&mut self, went: Option<Went>, now: f64) {
        match (went, &mut self.phase) {
            (Some(went), _) => self.measured.ends(moment(went, now), true),
            (None, Phase::Unknown { first, .. }) => *first = first.saturating_add(1),
            _ => {}
        }
    }

    /// A call was throttled. `went` is when it went, if that was in its turn. Whether the rate fell.
    pub(super) fn throttle(&mut self, went: Option<Went>, now: f64, parts: Parts) -> bool {
        if self.is_off() {
            self.unknown(now);
            if let Some(most) = parts.known {
                self.known(most, now);
            }
            return false;
        }
        // Others went without regard to the rate.
        let Some(went) = went.map(|went| moment(went, now)) else {
            return false;
        };
        self.measured.ends(went, false);
        // Or at the one before.
        if went <= self.fell {
            return false;
        }
        let rate = self.rate(now).unwrap_or(f64::INFINITY);
        match self.measure(went, now) {
            Some(0.0) => self.unknown(now),
            Some(measured) => self.known(measured.min(rate), now),
            None => self.known(rate / 2.0, now),
        }
        true
    }

    fn unknown(&mut self, now: f64) {
        self.phase = Phase::Unknown {
            from: now,
            first: 0,
        };
        self.waiting = 0;
        self.fell = now;
        self.measured = Measured::from(now);
        self.before = None;
    }

    fn known(&mut self, most: f64, now: f64) {
        // From less than that it would not rise in time.
        let most = most.max(LOWEST);
        self.phase = Phase::Known { since: now, most };
        self.fell = now;
    }

    /// What the server took in a second, up to a call that was throttled.
    fn measure(&mut self, until: f64, now: f64) -> Option<f64> {
        let mut measured = self.measured;
        // Those who went since are measured next time.
        let rate = self.rate(until.midpoint(now)).unwrap_or(0.0);
        let later = (rate * (now - until)).round().min(measured.under_way);
        measured.under_way -= later;
        if until - measured.from >= WINDOW {
            self.before = Some(measured);
            self.measured = Measured {
                under_way: later,
                ..Measured::from(until)
            };
            return Some(measured.taken() / (until - measured.from));
        }
        let before = self.before?;
        Some((before.taken() + measured.taken()) / (until - before.from))
    }

    /// More or fewer processes share what the server takes.
    pub(super) fn scale(&mut self, factor: f64) {
        if let Phase::Known { most, .. } = &mut self.phase {
            *most *= factor;
        }
    }

    /// Spreads those who wait from then on, where there is no rate.
    pub(super) fn spread(&mut self, from: f64) {
        if self.is_off() {
            self.unknown(from);
            self.phase = Phase::Unknown {
                from,
                first: u32::MAX,
            };
        }
    }

    /// Nobody goes until then: the server has more for those who wait, and nothing is found out before.
    pub(super) fn pause(&mut self, until: f64) {
        match &mut self.phase {
            Phase::Off => {}
            Phase::Unknown { from, .. } => *from = from.max(until),
            Phase::Known { since, .. } => *since = since.max(until - CLIMB),
        }
    }
}

#[cfg(test)]
mod tests;
