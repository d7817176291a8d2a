//! Paces that were not chosen, to be run beside the one of the crate: the CUBIC limiter of the AWS SDKs' adaptive mode, and
//! the same limiter with a rate that rises by a tenth a second, and at least by 1 (AIMD).

use std::sync::{Mutex, PoisonError};
use std::time::Duration;

use tokio::time::{Instant, sleep};

/// How the rate falls at a throttled reply, and rises with every other.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Curve {
    Cubic,
    Aimd,
}

impl Curve {
    /// What is left of the rate after a throttled reply.
    pub(crate) const FALL: f64 = 0.7;

    /// The rate so many seconds after the server throttled at `most` a second.
    pub(crate) fn rate(self, most: f64, since: f64) -> f64 {
        match self {
            Self::Cubic => {
                const SCALE: f64 = 0.4;
                let back_at_most = (most * (1.0 - Self::FALL) / SCALE).cbrt();
                SCALE * (since - back_at_most).powi(3) + most
            }
            Self::Aimd => Self::FALL * most + since * (most / 10.0).max(1.0),
        }
    }
}

/// A bucket that is filled at a rate which replies set. Off until the first throttled one.
pub(crate) struct Limiter {
    curve: Curve,
    start: Instant,
    state: Mutex<State>,
}

#[derive(Default)]
struct State {
    /// Tokens a second, if it is on.
    fill: Option<f64>,
    capacity: f64,
    tokens: f64,
    filled: f64,
    throttled_at: f64,
    most: f64,
    measured: Measured,
}

/// The replies in a second, smoothed over windows of half a second.
#[derive(Default)]
pub(crate) struct Measured {
    pub(crate) rate: f64,
    replies: f64,
    window: f64,
}

impl Measured {
    pub(crate) fn reply(&mut self, now: f64) {
        const SMOOTH: f64 = 0.8;
        let window = (now * 2.0).floor() / 2.0;
        self.replies += 1.0;
        if window > self.window {
            let rate = self.replies / (window - self.window);
            self.rate = SMOOTH * rate + (1.0 - SMOOTH) * self.rate;
            self.replies = 0.0;
            self.window = window;
        }
    }
}

impl Limiter {
    pub(crate) fn new(curve: Curve) -> Self {
        Self {
            curve,
            start: Instant::now(),
            state: Mutex::default(),
        }
    }

    /// Waits for a token. As there, those who wait look again when the rate has changed.
    pub(crate) async fn acquire(&self) {
        while let Some(wait) = self.take() {
            sleep(Duration::from_secs_f64(wait.clamp(0.001, 0.25))).await;
        }
    }

    /// Takes a token, or returns the seconds until there is one at this rate.
    fn take(&self) -> Option<f64> {
        let mut state = self.state();
        state.refill(self.now());
        let fill = state.fill?;
        if state.tokens >= 1.0 {
            state.tokens -= 1.0;
            return None;
        }
        Some((1.0 - state.tokens) / fill)
    }

    pub(crate) fn reply(&self, is_throttled: bool) {
        let now = self.now();
        let mut state = self.state();
        state.measured.reply(now);
        let measured = state.measured.rate;
        let rate = if is_throttled {
            state.most = state.fill.map_or(measured, |fill| fill.min(measured));
            state.throttled_at = now;
            state.most * Curve::FALL
        } else if state.fill.is_some() {
            self.curve.rate(state.most, now - state.throttled_at)
        } else {
            return;
        };
        state.refill(now);
        let rate = rate.min(2.0 * measured);
        state.fill = Some(rate.max(0.5));
        state.capacity = rate.max(1.0);
        state.tokens = state.tokens.min(state.capacity);
    }

    fn now(&self) -> f64 {
        self.start.elapsed().as_secs_f64()
    }

    fn state(&self) -> std::sync::MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl State {
    fn refill(&mut self, now: f64) {
        if let Some(fill) = self.fill {
            let more = fill * (now - self.filled);
            self.tokens = (self.tokens + more).min(self.capacity);
        }
        self.filled = now;
    }
}
