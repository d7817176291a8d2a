//! Constant expressions are accepted where literals are.

use std::time::Duration;

use retry_attr::{Backoff, Jitter, retry};

use crate::{Attempts, Failure, seconds};

const MAX: u32 = 2;
const BASE: Duration = Duration::from_secs(2);
const SHAPE: Backoff = Backoff::Linear;
const NO_JITTER: Jitter = Jitter::None;
const GROWTH: f64 = 3.0;
const MINUS: f64 = -3.0;
const HALF: f64 = 0.5;

#[tokio::test(start_paused = true)]
async fn every_value_may_be_a_constant() {
    #[retry(
        max = MAX * 2,
        backoff = SHAPE,
        base = BASE,
        cap = BASE.saturating_mul(2),
        jitter = NO_JITTER,
        timeout = Duration::from_secs(30),
        deadline = Duration::from_secs(60 * 60),
        retry_after = Duration::from_secs(1)
    )]
    async fn ask(attempts: &Attempts) -> Result<(), Failure> {
        attempts.start();
        Err(Failure::Transient)
    }
    let attempts = Attempts::new();
    let _ = ask(&attempts).await;
    assert_eq!(attempts.delays(), seconds([2, 4, 4]));
}

#[tokio::test(start_paused = true)]
async fn numbers_may_be_constants() {
    #[retry(factor = GROWTH)]
    async fn factor(attempts: &Attempts) -> Result<(), Failure> {
        attempts.start();
        Err(Failure::Transient)
    }
    #[retry(factor = -MINUS)]
    async fn negated(attempts: &Attempts) -> Result<(), Failure> {
        attempts.start();
        Err(Failure::Transient)
    }
    #[retry(jitter = HALF)]
    async fn proportion(attempts: &Attempts) -> Result<(), Failure> {
        attempts.start();
        Err(Failure::Transient)
    }
    let attempts = Attempts::new();
    let _ = factor(&attempts).await;
    assert_eq!(attempts.delays(), seconds([1, 3]));

    let attempts = Attempts::new();
    let _ = negated(&attempts).await;
    assert_eq!(attempts.delays(), seconds([1, 3]));

    let attempts = Attempts::new();
    let _ = proportion(&attempts).await;
    let first = attempts.delays()[0];
    assert!(first >= Duration::from_millis(500) && first <= Duration::from_millis(1_001));
}

struct Client<const N: u32>;

impl<const N: u32> Client<N> {
    const ATTEMPTS: u32 = N + 1;

    #[expect(clippy::unused_self, reason = "the impl's parameter is what counts")]
    #[retry(max = N, backoff = "none")]
    fn by_parameter(&self, attempts: &Attempts) -> Result<(), Failure> {
        attempts.start();
        Err(Failure::Transient)
    }

    #[retry(max = Self::ATTEMPTS, backoff = "none")]
    async fn by_associated_constant(&self, attempts: &Attempts) -> Result<(), Failure> {
        attempts.start();
        Err(Failure::Transient)
    }
}

#[tokio::test]
async fn a_constant_may_be_generic() {
    #[retry(max = TIMES, backoff = "none")]
    fn of_the_function<const TIMES: u32>(attempts: &Attempts) -> Result<(), Failure> {
        attempts.start();
        Err(Failure::Transient)
    }
    let attempts = Attempts::new();
    let _ = Client::<4>.by_parameter(&attempts);
    assert_eq!(attempts.count(), 4);
    let _ = Client::<4>.by_associated_constant(&attempts).await;
    assert_eq!(attempts.count(), 9);
    let _ = of_the_function::<6>(&attempts);
    assert_eq!(attempts.count(), 15);
}
