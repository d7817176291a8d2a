//! Sync functions, which have nothing to sleep with but what they are given.

use std::time::Duration;

use retry_attr::retry;
use wasm_bindgen_test::wasm_bindgen_test;
use web_time::Instant;

/// As `Atomics.wait` in a worker, which a page does not have.
fn spin(delay: Duration) {
    let start = Instant::now();
    while start.elapsed() < delay {}
}

#[wasm_bindgen_test]
fn a_deadline_is_measured() {
    #[retry(max = 1000, backoff = "fixed", base = "10ms", deadline = "25ms", sleep = spin)]
    fn ask(attempts: &mut u32) -> Result<(), String> {
        *attempts += 1;
        Err("busy".to_owned())
    }
    let mut attempts = 0;
    ask(&mut attempts).unwrap_err();
    assert!((1..=3).contains(&attempts), "{attempts}");
}

#[wasm_bindgen_test]
fn without_delays_there_is_nothing_to_sleep() {
    #[retry(max = 3, backoff = "none")]
    fn ask(attempts: &mut u32) -> Result<(), String> {
        *attempts += 1;
        Err("busy".to_owned())
    }
    let mut attempts = 0;
    ask(&mut attempts).unwrap_err();
    assert_eq!(attempts, 3);
}
