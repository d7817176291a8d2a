use std::cell::RefCell;
use std::time::Duration;

use retry_attr::{Event, Reason, retry};

use crate::{Attempts, Failure};

thread_local! {
    static SEEN: RefCell<Vec<String>> = const { RefCell::new(Vec::new()) };
}

fn note(event: &Event<'_>) {
    SEEN.with_borrow_mut(|seen| seen.push(event.to_string()));
}

fn seen() -> Vec<String> {
    SEEN.take()
}

#[tokio::test(start_paused = true)]
async fn hooks_are_told_what_happens() {
    #[retry(on_retry = note, on_give_up = note)]
    async fn ask(attempts: &Attempts) -> Result<(), Failure> {
        attempts.start();
        Err(Failure::Transient)
    }
    let _ = ask(&Attempts::new()).await;
    assert_eq!(
        seen(),
        [
            "ask: attempt 1 of 3 failed: Transient; retrying in 1s",
            "ask: attempt 2 of 3 failed: Transient; retrying in 2s",
            "ask: attempt 3 of 3 failed: Transient; giving up: attempts exhausted",
        ]
    );
}

/// Whole milliseconds from 10 ms on, where nobody reads the rest.
#[tokio::test(start_paused = true)]
async fn delays_are_shown_as_exactly_as_they_are_read() {
    #[retry(max = 2, base = "1234567us", on_retry = note)]
    async fn seconds() -> Result<(), Failure> {
        Err(Failure::Transient)
    }
    #[retry(max = 2, base = "12345us", on_retry = note)]
    async fn millis() -> Result<(), Failure> {
        Err(Failure::Transient)
    }
    #[retry(max = 2, base = "9999us", on_retry = note)]
    async fn micros() -> Result<(), Failure> {
        Err(Failure::Transient)
    }
    let _ = (seconds().await, millis().await, micros().await);
    let shown: Vec<String> = seen()
        .iter()
        .filter_map(|it| Some(it.split_once("retrying in ")?.1.to_owned()))
        .collect();
    assert_eq!(shown, ["1.234s", "12ms", "9.999ms"]);
}

#[test]
fn nothing_is_told_about_a_success() {
    #[retry(on_retry = note, on_give_up = note)]
    fn ask() -> Result<(), Failure> {
        Ok(())
    }
    ask().unwrap();
    assert!(seen().is_empty());
}

#[tokio::test(start_paused = true)]
async fn reasons() {
    #[retry(on_give_up = note)]
    async fn permanent() -> Result<(), Failure> {
        Err(Failure::Permanent)
    }
    #[retry(deadline = "1500ms", on_give_up = note)]
    async fn deadline() -> Result<(), Failure> {
        Err(Failure::Transient)
    }
    #[retry(on_give_up = note)]
    async fn too_long() -> Result<(), Failure> {
        Err(Failure::Throttled(Some(Duration::from_secs(3_600))))
    }
    #[retry(max = 1, when_ok = |_| true, on_give_up = note)]
    async fn rejected() -> Option<u8> {
        Some(1)
    }
    #[retry(max = 1, timeout = "1s", on_give_up = note)]
    async fn cut() -> Result<(), Failure> {
        std::future::pending().await
    }
    let _ = (
        permanent().await,
        deadline().await,
        too_long().await,
        rejected().await,
        cut().await,
    );
    assert_eq!(
        seen(),
        [
            "permanent: attempt 1 of 3 failed: Permanent; giving up: permanent failure",
            "deadline: attempt 2 of 3 failed: Transient; giving up: no time left before the deadline",
            "too_long: attempt 1 of 3 failed: Throttled(Some(3600s)); giving up: retry-after too long (3600s)",
            "rejected: attempt 1 of 1 returned a value that is not good enough yet; giving up: attempts exhausted",
            "cut: attempt 1 of 1 failed: attempt 1 timed out after 1s; giving up: attempts exhausted",
        ]
    );
}

#[tokio::test(start_paused = true)]
async fn an_event_holds_everything_by_name() {
    type Row = (
        u32,
        u32,
        Option<Duration>,
        Duration,
        Option<Reason>,
        Option<Duration>,
    );
    let rows = RefCell::new(Vec::<Row>::new());
    let row = |event: &Event<'_>| {
        assert_eq!(event.function(), "ask");
        assert_eq!(event.module(), module_path!());
        assert!(event.error().is_some() && event.error_debug().is_some());
        rows.borrow_mut().push((
            event.attempt(),
            event.max(),
            event.delay(),
            event.elapsed(),
            event.reason(),
            event.retry_after(),
        ));
    };
    #[allow(
        clippy::items_after_statements,
        reason = "what the hook sees is beside it"
    )]
    #[retry(max = 2, deadline = "1m", on_retry = |event| row(event), on_give_up = row)]
    async fn ask(row: impl Fn(&Event<'_>)) -> Result<(), Failure> {
        tokio::time::sleep(Duration::from_secs(2)).await;
        Err(Failure::Throttled(Some(Duration::from_secs(5))))
    }
    let _ = ask(row).await;
    let s = Duration::from_secs;
    assert_eq!(
        rows.into_inner(),
        [
            (1, 2, Some(s(5)), s(2), None, Some(s(5))),
            (2, 2, None, s(9), Some(Reason::Exhausted), Some(s(5))),
        ]
    );
}

#[tokio::test(start_paused = true)]
async fn the_delay_told_is_the_delay_slept() {
    #[retry(max = 20, jitter, base = "100ms", on_retry = |event| told.borrow_mut().extend(event.delay()))]
    async fn ask(attempts: &Attempts, told: &RefCell<Vec<Duration>>) -> Result<(), Failure> {
        attempts.start();
        Err(Failure::Transient)
    }
    let (attempts, told) = (Attempts::new(), RefCell::default());
    let _ = ask(&attempts, &told).await;
    assert_eq!(told.borrow().len(), 19);
    for (told, slept) in told.borrow().iter().zip(attempts.delays()) {
        // Tokio's timer rounds up to whole milliseconds.
        assert!(slept >= *told && slept <= *told + Duration::from_millis(1));
    }
}

#[test]
fn an_error_is_shown_as_far_as_its_type_allows() {
    struct Opaque;
    #[derive(Debug)]
    struct OnlyDebug;
    struct OnlyDisplay;
    impl std::fmt::Display for OnlyDisplay {
        fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
            f.write_str("shown")
        }
    }
    #[retry(max = 1, on_give_up = note)]
    fn opaque() -> Result<(), Opaque> {
        Err(Opaque)
    }
    #[retry(max = 1, on_give_up = note)]
    fn debug() -> Result<(), OnlyDebug> {
        Err(OnlyDebug)
    }
    #[retry(max = 1, on_give_up = note)]
    fn display() -> Result<(), OnlyDisplay> {
        Err(OnlyDisplay)
    }
    let _ = (opaque(), debug(), display());
    assert_eq!(
        seen(),
        [
            "opaque: attempt 1 of 1 failed: (not shown); giving up: attempts exhausted",
            "debug: attempt 1 of 1 failed: OnlyDebug; giving up: attempts exhausted",
            "display: attempt 1 of 1 failed: shown; giving up: attempts exhausted",
        ]
    );
}

#[tokio::test(start_paused = true)]
async fn without_a_bound_time_counts_from_the_first_failure() {
    #[retry(on_retry = |event: &Event<'_>| elapsed.borrow_mut().push(event.elapsed()))]
    async fn ask(elapsed: &RefCell<Vec<Duration>>) -> Result<(), Failure> {
        tokio::time::sleep(Duration::from_secs(5)).await;
        Err(Failure::Transient)
    }
    let elapsed = RefCell::default();
    let _ = ask(&elapsed).await;
    assert_eq!(*elapsed.borrow(), [0, 1 + 5].map(Duration::from_secs));
}

#[test]
fn an_event_shows_all_it_knows_to_those_who_debug() {
    #[retry(max = 1, on_give_up = |event| *shown.borrow_mut() = format!("{event:?}"))]
    fn ask(shown: &RefCell<String>) -> Result<(), Failure> {
        Err(Failure::Throttled(Some(Duration::from_secs(3))))
    }
    let shown = RefCell::default();
    let _ = ask(&shown);
    let shown = shown.into_inner();
    for part in [
        "function: \"ask\"",
        "attempt: 1",
        "max: 1",
        "delay: None",
        "reason: Some(Exhausted)",
        "retry_after: Some(3s)",
        "error: Some(\"Throttled(Some(3s))\")",
    ] {
        assert!(shown.contains(part), "{part} in {shown}");
    }
}

/// What a hook returns is dropped.
#[tokio::test(start_paused = true)]
async fn a_hook_may_return_anything() {
    use std::sync::atomic::{AtomicU32, Ordering::Relaxed};

    static COUNT: AtomicU32 = AtomicU32::new(0);

    fn count(_: &Event<'_>) -> u32 {
        COUNT.fetch_add(1, Relaxed)
    }

    #[retry(max = 3, on_retry = |_| COUNT.fetch_add(1, Relaxed), on_give_up = count)]
    async fn ask() -> Result<(), Failure> {
        Err(Failure::Transient)
    }

    assert!(ask().await.is_err());
    assert_eq!(COUNT.load(Relaxed), 3);
}
