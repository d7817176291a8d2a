//! Servers that refuse what is too much for them, in the time of tokio's paused clock. What they say is read by the crate.

use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use http::{HeaderMap, StatusCode};
use rand::rngs::SmallRng;
use rand::{RngExt, SeedableRng};
use retry_attr::ApiError;
use retry_attr::api::Reply;
use tokio::time::{Instant, sleep};

use super::limiter::Limiter;

/// How a server says when there will be room.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum Names {
    /// `retry-after`, in whole seconds.
    Seconds,
    /// `retry-after-ms`.
    Millis,
    /// Nowhere but in the message, as OpenAI puts it: `Please try again in 20ms.`, or `in 1.2s.`
    Text,
    Nothing,
}

impl Names {
    /// The reply to a request for which there is room after so many seconds.
    fn refusal(self, wait: f64) -> ApiError {
        #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)] // it saturates
        let millis = (wait * 1e3).ceil() as u32;
        let mut headers = HeaderMap::new();
        let mut hint = String::new();
        match self {
            Self::Seconds => {
                headers.insert("retry-after", millis.div_ceil(1_000).into());
            }
            Self::Millis => {
                headers.insert("retry-after-ms", millis.into());
            }
            Self::Text if millis < 1_000 => hint = format!(" Please try again in {millis}ms."),
            Self::Text => {
                let seconds = f64::from(millis.div_ceil(100)) / 10.0;
                hint = format!(" Please try again in {seconds}s.");
            }
            Self::Nothing => {}
        }
        let body = format!(
            r#"{{"error":{{"message":"Rate limit reached for requests.{hint}","type":"requests","code":"rate_limit_exceeded"}}}}"#
        );
        Reply::new(StatusCode::TOO_MANY_REQUESTS, &headers, body.as_bytes()).into_error()
    }
}

/// What is too much for a server.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Limit {
    /// A bucket of `burst` tokens that fills at `rate` a second. Requests take `costs` of it, in turn.
    Bucket {
        rate: f64,
        burst: f64,
        costs: &'static [f64],
    },
    /// So many requests at once.
    Concurrency(u32),
}

impl Limit {
    /// So many requests a second, and as many at once.
    pub(crate) const fn requests(rate: f64) -> Self {
        Self::Bucket {
            rate,
            burst: rate,
            costs: &[1.0],
        }
    }
}

/// A request that came.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Request {
    pub(crate) at: Instant,
    pub(crate) is_refused: bool,
}

pub(crate) struct Server {
    names: Names,
    latency: Duration,
    refuses_at_once: bool,
    /// Through which those go who ask.
    limiter: Option<Limiter>,
    state: Mutex<State>,
}

struct State {
    limit: Limit,
    tokens: f64,
    filled: Instant,
    in_flight: u32,
    requests: Vec<Request>,
    random: SmallRng,
}

impl Server {
    /// Every answer takes `latency`, give or take a fifth, and so does every refusal.
    pub(crate) fn new(limit: Limit, names: Names, latency: Duration, seed: u64) -> Self {
        let tokens = match limit {
            Limit::Bucket { burst, .. } => burst,
            Limit::Concurrency(_) => 0.0,
        };
        Self {
            names,
            latency,
            refuses_at_once: false,
            limiter: None,
            state: Mutex::new(State {
                limit,
                tokens,
                filled: Instant::now(),
                in_flight: 0,
                requests: Vec::new(),
                random: SmallRng::seed_from_u64(seed),
            }),
        }
    }

    /// Needs no time for a refusal.
    pub(crate) fn refusing_at_once(self) -> Self {
        Self {
            refuses_at_once: true,
            ..self
        }
    }

    /// Lets those who ask go through a limiter.
    pub(crate) fn through(self, limiter: Limiter) -> Self {
        Self {
            limiter: Some(limiter),
            ..self
        }
    }

    /// Has another limit from now on.
    pub(crate) fn set_limit(&self, limit: Limit) {
        let mut state = self.state();
        state.fill();
        state.limit = limit;
    }

    /// Every request so far.
    pub(crate) fn requests(&self) -> Vec<Request> {
        self.state().requests.clone()
    }

    pub(crate) async fn ask(&self) -> Result<(), ApiError> {
        let Some(limiter) = &self.limiter else {
            return self.answer().await;
        };
        limiter.acquire().await;
        let result = self.answer().await;
        limiter.reply(result.is_err());
        result
    }

    async fn answer(&self) -> Result<(), ApiError> {
        let (latency, wait) = {
            let mut state = self.state();
            let share = state.random.random_range(0.8..1.2);
            (self.latency.mul_f64(share), state.arrive())
        };
        if wait.is_none() || !self.refuses_at_once {
            sleep(latency).await;
        }
        let Some(wait) = wait else {
            let mut state = self.state();
            state.in_flight -= 1;
            return Ok(());
        };
        Err(self.names.refusal(wait))
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl State {
    fn fill(&mut self) {
        let now = Instant::now();
        if let Limit::Bucket { rate, burst, .. } = self.limit {
            let more = rate * (now - self.filled).as_secs_f64();
            self.tokens = (self.tokens + more).min(burst);
        }
        self.filled = now;
    }

    /// The seconds until there is room; `None` if there is.
    fn arrive(&mut self) -> Option<f64> {
        self.fill();
        let wait = match self.limit {
            Limit::Bucket { rate, costs, .. } => {
                let cost = costs[self.requests.len() % costs.len()];
                let missing = cost - self.tokens;
                if missing <= 0.0 {
                    self.tokens -= cost;
                }
                (missing > 0.0).then_some(missing / rate)
            }
            // Nobody knows when one of the others is done.
            Limit::Concurrency(most) => (self.in_flight >= most).then_some(1.0),
        };
        if wait.is_none() {
            self.in_flight += 1;
        }
        self.requests.push(Request {
            at: self.filled,
            is_refused: wait.is_some(),
        });
        wait
    }
}
