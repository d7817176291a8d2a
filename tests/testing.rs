//! The feature `test-util`, used as a test of an annotated function would.

use std::time::{Duration, Instant};

use retry_attr::testing::SkipDelays;
use retry_attr::{Classification, Classify, Jitter, Policy, Reason, Upstream, retry};

#[retry(max = 5, base = "1h", cap = "1d", jitter)]
fn jittered() -> Result<(), &'static str> {
    Err("busy")
}

#[retry(max = 4, base = "1h", cap = "1d")]
fn sync() -> Result<(), &'static str> {
    Err("busy")
}

#[retry(max = 4, base = "1h", cap = "1d")]
async fn asynchronous() -> Result<(), &'static str> {
    Err("busy")
}

const HOURS: [Duration; 3] = [
    Duration::from_secs(3_600),
    Duration::from_secs(7_200),
    Duration::from_secs(14_400),
];

#[test]
fn sync_functions_do_not_sleep() {
    let start = Instant::now();
    let delays = SkipDelays::new();
    assert_eq!(sync(), Err("busy"));
    assert_eq!(delays.recorded(), HOURS);
    assert!(start.elapsed() < Duration::from_secs(60));
}

#[tokio::test]
async fn async_functions_do_not_sleep() {
    let delays = SkipDelays::new();
    assert_eq!(asynchronous().await, Err("busy"));
    let policy = Policy::new().max(2).base(HOURS[0]).cap(HOURS[0]);
    assert_eq!(
        policy.run(|| async { Err::<(), _>("busy") }).await,
        Err("busy")
    );
    assert_eq!(policy.run_blocking(|| Err::<(), _>("busy")), Err("busy"));
    assert_eq!(
        delays.recorded(),
        [&HOURS[..], &HOURS[..1], &HOURS[..1]].concat()
    );
}

/// Sync functions keep less between their attempts than async ones, where the policy needs no more.
#[tokio::test]
async fn sync_and_async_functions_draw_the_same_delays() {
    const JITTER: Jitter = Jitter::Decorrelated;
    const POLICY: Policy = Policy::new()
        .max(6)
        .base(HOURS[0])
        .cap(Duration::MAX)
        .jitter(JITTER);
    macro_rules! pair {
        ($($option:tt)*) => {{
            #[retry($($option)*)]
            fn sync() -> Result<(), &'static str> { Err("busy") }
            #[retry($($option)*)]
            async fn asynchronous() -> Result<(), &'static str> { Err("busy") }
            let mut pairs = Vec::new();
            for seed in 0..20 {
                let delays = SkipDelays::seeded(seed);
                let _ = sync();
                let of_sync = delays.recorded();
                drop(delays);
                let delays = SkipDelays::seeded(seed);
                let _ = asynchronous().await;
                pairs.push((of_sync, delays.recorded()));
            }
            pairs
        }};
    }
    let all = [
        pair!(max = 6, base = "1h", cap = "1d"),
        pair!(
            max = 6,
            base = "1h",
            cap = "1d",
            backoff = "fibonacci",
            jitter
        ),
        pair!(
            max = 6,
            base = "1h",
            cap = "10000d",
            jitter = "decorrelated"
        ),
        pair!(max = 6, base = "1h", cap = "10000d", jitter = JITTER),
        pair!(policy = POLICY),
        pair!(policy = POLICY, jitter = 0.5),
    ];
    for (of_sync, of_async) in all.iter().flatten() {
        assert_eq!(of_sync, of_async);
        assert_eq!(of_sync.len(), 5);
    }
    // Only what looks back at the delay before grows past three times the first.
    for decorrelated in &all[2..5] {
        let mut delays = decorrelated.iter().flat_map(|(of_sync, _)| of_sync);
        assert!(delays.any(|delay| *delay > HOURS[0] * 3));
    }
}

#[test]
fn a_seed_makes_jitter_repeat() {
    let run = |seed| {
        let delays = SkipDelays::seeded(seed);
        let _ = jittered();
        delays.recorded()
    };
    assert_eq!(run(1), run(1));
    assert_ne!(run(1), run(2));
    let unseeded = || {
        let delays = SkipDelays::new();
        let _ = jittered();
        delays.recorded()
    };
    assert_ne!(unseeded(), unseeded());
}

#[test]
fn skipped_time_counts_for_the_deadline() {
    #[retry(max = 9, base = "1h", cap = "1d", deadline = "4h", on_give_up = |event| {
        assert_eq!(event.reason(), Some(Reason::Deadline));
        assert!(event.elapsed() >= Duration::from_secs(3 * 3_600));
    })]
    fn ask(attempts: &mut u32) -> Result<(), &'static str> {
        *attempts += 1;
        Err("busy")
    }
    let delays = SkipDelays::new();
    let mut attempts = 0;
    assert!(ask(&mut attempts).is_err());
    assert_eq!(attempts, 3);
    assert_eq!(delays.recorded(), HOURS[..2]);
}

#[test]
fn it_ends_with_the_guard() {
    #[retry(max = 2, base = "1ms")]
    fn ask() -> Result<(), &'static str> {
        Err("busy")
    }
    drop(SkipDelays::new());
    let start = Instant::now();
    let _ = ask();
    assert!(start.elapsed() >= Duration::from_millis(1));
    let delays = SkipDelays::new();
    assert!(delays.recorded().is_empty());
}

#[test]
fn it_acts_on_its_own_thread_only() {
    let delays = SkipDelays::new();
    let other = std::thread::spawn(|| {
        let policy = Policy::new()
            .max(2)
            .base(Duration::from_millis(2))
            .jitter(Jitter::Equal);
        let start = Instant::now();
        let _ = policy.run_blocking(|| Err::<(), _>("busy"));
        start.elapsed()
    });
    assert!(other.join().unwrap() >= Duration::from_millis(1));
    assert!(delays.recorded().is_empty());
}

#[test]
#[should_panic(expected = "this thread has a `SkipDelays` already")]
fn there_is_one_on_a_thread() {
    let _first = SkipDelays::new();
    let _second = SkipDelays::new();
}

mod made {
    use std::io;

    use retry_attr::testing::{TestEvent, deadline_passed, timed_out};
    use retry_attr::{Classification, Reason};

    use super::*;

    #[test]
    fn an_event_says_what_it_was_told() {
        let refused = io::Error::from(io::ErrorKind::ConnectionRefused);
        let event = TestEvent::new("ask")
            .module("app")
            .attempt(2)
            .max(4)
            .elapsed(Duration::from_secs(3))
            .error(&refused);
        let retry = event.retrying(Duration::from_secs(1));
        assert_eq!(
            retry.to_string(),
            "ask: attempt 2 of 4 failed: connection refused; retrying in 1s"
        );
        assert_eq!((retry.function(), retry.module()), ("ask", "app"));
        assert_eq!(retry.elapsed(), Duration::from_secs(3));
        assert_eq!(retry.kind(), "transient");
        assert!(retry.error_as::<io::Error>().is_some());

        let wait = Duration::from_secs(90);
        let throttled = event.classification(Classification::throttled(Some(wait)));
        assert_eq!(
            throttled.giving_up(Reason::RetryAfterTooLong).to_string(),
            "ask: attempt 2 of 4 failed: connection refused; giving up: retry-after too long (90s)"
        );
        let recovery = event.recovered();
        assert!(recovery.is_recovery() && recovery.error().is_none());
        assert_eq!(recovery.to_string(), "ask: attempt 2 of 4 succeeded");

        let apart = throttled.failures(1).giving_up(Reason::Exhausted);
        assert_eq!(
            apart.to_string(),
            "ask: attempt 2 failed (throttled 1 of 4): connection refused; giving up: attempts exhausted"
        );
        assert_eq!(
            (retry.failures(), recovery.failures(), apart.failures()),
            (2, 1, 1)
        );

        // An `Ok` that `when_ok` rejected.
        let rejected = TestEvent::new("poll").giving_up(Reason::Exhausted);
        assert_eq!(
            rejected.to_string(),
            "poll: attempt 1 of 3 returned a value that is not good enough yet; giving up: attempts exhausted"
        );
    }

    #[test]
    fn an_attempt_that_was_cut() {
        let five = Duration::from_secs(5);
        assert_eq!(
            timed_out(2, five).to_string(),
            "attempt 2 timed out after 5s"
        );
        assert!(!timed_out(2, five).is_deadline());
        assert_eq!(
            deadline_passed(3, five).to_string(),
            "deadline of 5s passed during attempt 3"
        );
    }
}

#[test]
fn an_upstream_is_reset_and_its_waits_are_skipped() {
    static UPSTREAM: Upstream = Upstream::new("test");
    #[retry(base = "1s", upstream = UPSTREAM)]
    fn ask(failures: &mut Vec<Throttled>) -> Result<(), Throttled> {
        failures.pop().map_or(Ok(()), Err)
    }
    #[derive(Debug, PartialEq)]
    struct Throttled;
    impl Classify for Throttled {
        fn classify(&self) -> Classification {
            Classification::throttled(Some(Duration::from_secs(40)))
        }
    }
    for _ in 0..2 {
        let delays = SkipDelays::new();
        assert_eq!(ask(&mut vec![Throttled, Throttled]), Ok(()));
        assert_eq!(delays.recorded(), [Duration::from_secs(40); 2]);
        assert!(UPSTREAM.snapshot().rate.is_some());
        UPSTREAM.reset();
        assert_eq!(UPSTREAM.snapshot().rate, None);
        assert_eq!(UPSTREAM.snapshot().tokens, Some(500));
    }
}
