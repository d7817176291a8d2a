//! Labels, options and helpers stay in their own scopes.

use std::sync::atomic::AtomicU32;

use retry_attr::{Classification, retry};
use test_support::{third, zero};

/// Labels of the body and of generated code do not meet.
#[allow(clippy::needless_continue, clippy::never_loop)] // the point of the test
#[test]
fn labels() {
    #[retry(max = 3, backoff = "none")]
    fn sync(attempts: &AtomicU32) -> Result<u32, &'static str> {
        'call: loop {
            'attempt: loop {
                'retry: for _ in 0..2 {
                    continue 'retry;
                }
                break 'attempt;
            }
            break 'call;
        }
        third(attempts)
    }
    assert_eq!(sync(&zero()), Ok(3));
}

/// The hidden arguments of options see neither the locals of generated code nor each other's.
#[test]
fn options_see_what_stands_round_the_function() {
    const ATTEMPTS: u32 = 3;

    fn delay(error: &&str) -> bool {
        *error == "busy"
    }

    fn call(event: &retry_attr::Event<'_>) {
        assert_eq!(event.function(), "function");
    }

    #[allow(clippy::trivially_copy_pass_by_ref)]
    fn result(number: &u32) -> bool {
        *number < 3
    }

    #[retry(max = ATTEMPTS, backoff = "none", when = delay, on_retry = call, on_give_up = call, when_ok = result)]
    fn function(attempts: &AtomicU32) -> Result<u32, &'static str> {
        third(attempts)
    }

    fn failed(_: &&str) -> Classification {
        Classification::throttled(None)
    }

    fn slot(attempts: &AtomicU32) -> Result<u32, &'static str> {
        third(attempts).map(|number| number + 10)
    }

    #[retry(max = 1, throttled = { ATTEMPTS - 1 }, backoff = "none", classify = failed, last_error = before, fallback = slot, fallback_when = delay)]
    fn falling_back(attempts: &AtomicU32) -> Result<u32, &'static str> {
        assert!(before.is_none_or(delay_of));
        third(attempts)
    }

    fn delay_of(error: &&str) -> bool {
        delay(error)
    }

    assert_eq!(function(&zero()), Ok(3));
    assert_eq!(falling_back(&zero()), Ok(13));
}

/// Nothing but the function itself comes into its scope.
#[test]
fn no_helpers_leak() {
    struct Service(AtomicU32);

    trait Ask {
        fn ask(&self) -> Result<u32, &'static str>;
    }

    impl Ask for Service {
        #[retry(max = 3, backoff = "none")]
        fn ask(&self) -> Result<u32, &'static str> {
            third(&self.0)
        }
    }

    impl Service {
        #[retry(max = 3, backoff = "none")]
        fn again(&self) -> Result<u32, &'static str> {
            self.ask()
        }
    }

    assert_eq!(Service(zero()).again(), Ok(3));
}
