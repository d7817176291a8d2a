//! Tests a retried function in microseconds: delays are skipped and recorded, and the jitter has a seed.
//!
//! `cargo run --example testing --features test-util`. In a project, `test-util` is a feature of the
//! dev-dependency only, and the two functions below are `#[test]`s.

use std::cell::Cell;
use std::time::{Duration, Instant};

use retry_attr::retry;
use retry_attr::testing::SkipDelays;

/// The function under test: minutes of delays if everything fails.
#[retry(max = 5, base = "10s", cap = "60s", jitter = "equal")]
fn ask(upstream: &Upstream) -> Result<&'static str, String> {
    upstream.answer()
}

/// An upstream that fails as often as a test wants.
struct Upstream {
    failures: Cell<u32>,
    requests: Cell<u32>,
}

impl Upstream {
    fn failing(times: u32) -> Self {
        Self {
            failures: Cell::new(times),
            requests: Cell::new(0),
        }
    }

    fn answer(&self) -> Result<&'static str, String> {
        self.requests.set(self.requests.get() + 1);
        match self.failures.get() {
            0 => Ok("42"),
            left => {
                self.failures.set(left - 1);
                Err("overloaded".to_owned())
            }
        }
    }
}

fn answers_after_two_failures() {
    let delays = SkipDelays::seeded(7);
    let upstream = Upstream::failing(2);

    assert_eq!(ask(&upstream).as_deref(), Ok("42"));
    assert_eq!(upstream.requests.get(), 3);
    println!("two failures: skipped {:.2?}", delays.recorded());
}

fn gives_up_after_five_attempts() {
    let delays = SkipDelays::seeded(7);
    let upstream = Upstream::failing(u32::MAX);

    assert_eq!(ask(&upstream), Err("overloaded".to_owned()));
    assert_eq!(upstream.requests.get(), 5);
    // Equal jitter: between half and all of 10 s, 20 s, 40 s and 60 s.
    let recorded = delays.recorded();
    for (delay, whole) in recorded.iter().zip([10, 20, 40, 60]) {
        let whole = Duration::from_secs(whole);
        assert!((whole / 2..=whole).contains(delay), "{delay:?}");
    }
    println!("no end of failures: skipped {recorded:.2?}");
}

fn main() {
    let started = Instant::now();
    answers_after_two_failures();
    gives_up_after_five_attempts();
    println!("both tests took {:.1?}", started.elapsed());
}
