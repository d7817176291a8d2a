use std::cell::RefCell;
use std::collections::HashMap;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::{Arc, LazyLock};
use std::time::Duration;

use futures_util::FutureExt;
use retry_attr::{Classification, Event, Policy, Reason, RetryAfter, Upstream, policies, retry};
use tokio::time::{Instant, sleep, timeout};

use crate::{Failure, seconds};

const SECOND: Duration = Duration::from_secs(1);
const THROTTLED: Failure = Failure::Throttled(None);

const fn throttled(wait: u64) -> Failure {
    Failure::Throttled(Some(Duration::from_secs(wait)))
}

/// Fails as it is told, and then succeeds; and notes who asked, and when.
struct Server {
    failures: RefCell<Vec<Failure>>,
    asked: RefCell<Vec<(u32, Duration)>>,
    start: Instant,
}

impl Server {
    fn new(failures: impl IntoIterator<Item = Failure>) -> Self {
        let mut failures: Vec<_> = failures.into_iter().collect();
        failures.reverse();
        Self {
            failures: failures.into(),
            asked: RefCell::default(),
            start: Instant::now(),
        }
    }

    fn ask(&self, caller: u32) -> Result<(), Failure> {
        let asked = (caller, self.start.elapsed());
        self.asked.borrow_mut().push(asked);
        self.failures.borrow_mut().pop().map_or(Ok(()), Err)
    }

    fn callers(&self) -> Vec<u32> {
        self.asked
            .borrow()
            .iter()
            .map(|(caller, _)| *caller)
            .collect()
    }

    fn times(&self) -> Vec<Duration> {
        self.asked.borrow().iter().map(|(_, at)| *at).collect()
    }
}

#[retry(backoff = "fixed", upstream = upstream)]
async fn ask(server: &Server, upstream: &Upstream, caller: u32) -> Result<(), Failure> {
    server.ask(caller)
}

/// Lets so many ask at the same time, one after another.
async fn ask_all(server: &Server, upstream: &Upstream, callers: std::ops::Range<u32>) {
    let calls = callers.map(|caller| ask(server, upstream, caller));
    for result in futures_util::future::join_all(calls).await {
        assert_eq!(result, Ok(()));
    }
}

#[tokio::test(start_paused = true)]
async fn a_delay_that_one_call_was_told_holds_back_all() {
    let upstream = Upstream::new("test");
    let server = Server::new([throttled(5)]);
    let late = async {
        sleep(SECOND).await;
        let now = upstream.snapshot();
        assert_eq!(now.cool_down, 4 * SECOND);
        ask_all(&server, &upstream, 1..4).await;
    };
    tokio::join!(ask_all(&server, &upstream, 0..1), late);
    let times = server.times();
    assert_eq!(times[1], 5 * SECOND);
    // One after another.
    assert!(
        times[1..].windows(2).all(|pair| pair[0] < pair[1]),
        "{times:?}"
    );
    assert!(times[4] < 8 * SECOND);
    let late: Vec<u32> = server.callers().into_iter().filter(|it| *it > 0).collect();
    assert_eq!(late, [1, 2, 3]);
}

#[tokio::test(start_paused = true)]
async fn a_cool_down_is_extended_and_never_shortened() {
    #[retry(backoff = "fixed", upstream = upstream)]
    async fn slow(server: &Server, upstream: &Upstream, caller: u32) -> Result<(), Failure> {
        sleep(SECOND).await;
        server.ask(caller)
    }
    let upstream = Upstream::new("test");
    let server = Server::new([throttled(5), throttled(2)]);
    // Both are under way when the first is told.
    let (first, second, ()) = tokio::join!(
        slow(&server, &upstream, 1),
        slow(&server, &upstream, 2),
        async {
            sleep(2 * SECOND).await;
            assert_eq!(upstream.snapshot().cool_down, 4 * SECOND);
        }
    );
    assert_eq!((first, second), (Ok(()), Ok(())));
    let times = server.times();
    assert_eq!(times[..3], seconds([1, 1, 7]));
}

#[tokio::test(start_paused = true)]
async fn who_may_not_wait_so_long_asks_at_once() {
    #[retry(retry_after = "4s", upstream = upstream)]
    async fn patient_for_4_s(server: &Server, upstream: &Upstream) -> Result<(), Failure> {
        server.ask(1)
    }
    #[retry(retry_after = "ignore", upstream = upstream)]
    async fn impatient(server: &Server, upstream: &Upstream) -> Result<(), Failure> {
        server.ask(2)
    }
    #[retry(deadline = "4s", upstream = upstream)]
    async fn bounded(server: &Server, upstream: &Upstream) -> Result<(), Failure> {
        server.ask(3)
    }
    let upstream = Upstream::new("test");
    let server = Server::new([throttled(5)]);
    tokio::join!(ask_all(&server, &upstream, 0..1), async {
        assert_eq!(patient_for_4_s(&server, &upstream).await, Ok(()));
        assert_eq!(impatient(&server, &upstream).await, Ok(()));
        assert_eq!(bounded(&server, &upstream).await, Ok(()));
    });
    assert_eq!(server.times(), seconds([0, 0, 0, 0, 5]));
}

/// The limit is reset in 30 s: it may let a request through sooner.
#[tokio::test(start_paused = true)]
async fn an_upper_bound_holds_back_all_only_if_it_is_accepted() {
    const RESET: Failure = Failure::ThrottledAtMost(Duration::from_secs(30));
    #[retry(max = 2, retry_after = "10s", upstream = upstream)]
    async fn patient_for_10_s(server: &Server, upstream: &Upstream) -> Result<(), Failure> {
        server.ask(0)
    }
    #[retry(max = 3, deadline = "20s", upstream = upstream)]
    async fn bounded(server: &Server, upstream: &Upstream) -> Result<(), Failure> {
        server.ask(0)
    }
    let upstream = Upstream::new("test").without_pace();
    let server = Server::new([RESET, RESET]);
    assert_eq!(patient_for_10_s(&server, &upstream).await, Err(RESET));
    assert_eq!(upstream.snapshot().cool_down, Duration::ZERO);
    assert_eq!(server.times(), seconds([0, 1]));

    let server = Server::new([RESET]);
    ask_all(&server, &upstream, 0..1).await;
    assert_eq!(server.times(), seconds([0, 30]));

    // It is accepted, but the deadline is sooner.
    let upstream = Upstream::new("test").without_pace();
    let server = Server::new([RESET, RESET, RESET]);
    assert_eq!(bounded(&server, &upstream).await, Err(RESET));
    assert_eq!(server.times(), seconds([0, 1, 3]));
}

#[tokio::test(start_paused = true)]
async fn a_wait_counts_in_the_deadline() {
    #[retry(deadline = "6s", upstream = upstream)]
    async fn bounded(server: &Server, upstream: &Upstream) -> Result<(), Failure> {
        server.ask(1)?;
        sleep(2 * SECOND).await;
        Ok(())
    }
    let upstream = Upstream::new("test");
    let server = Server::new([throttled(5)]);
    let ((), bounded) = tokio::join!(
        ask_all(&server, &upstream, 0..1),
        bounded(&server, &upstream)
    );
    let Err(Failure::Cut(cut)) = bounded else {
        panic!("{bounded:?}");
    };
    assert!(cut.is_deadline());
    assert_eq!(server.start.elapsed(), 6 * SECOND);
}

#[tokio::test(start_paused = true)]
async fn a_lone_caller_is_never_slowed() {
    let upstream = Upstream::new("test");
    let server = Server::new([throttled(2), THROTTLED]);
    for _ in 0..4 {
        ask_all(&server, &upstream, 0..1).await;
        sleep(SECOND).await;
    }
    // By its own delays alone.
    assert_eq!(server.times(), seconds([0, 2, 3, 4, 5, 6]));
}

#[tokio::test(start_paused = true)]
async fn calls_go_in_order_of_arrival() {
    let upstream = Upstream::new("test");
    let server = Server::new([throttled(1)]);
    tokio::join!(ask_all(&server, &upstream, 0..1), async {
        sleep(SECOND / 2).await;
        ask_all(&server, &upstream, 1..1_000).await;
    });
    let expected: Vec<u32> = std::iter::once(0).chain(0..1_000).collect();
    let mut callers = server.callers();
    let times = server.times();
    // Those who go in the same millisecond, which is all that tokio's timer tells apart, go in any order.
    for (index, pair) in times.windows(2).enumerate() {
        assert!(pair[0] <= pair[1]);
        let near = callers[index].abs_diff(expected[index]);
        assert!(near < 40, "{index}: {}", callers[index]);
    }
    callers.sort_unstable();
    assert_eq!(callers, expected);
    assert_eq!(upstream.snapshot().waiting, 0);
}

#[tokio::test(start_paused = true)]
async fn who_stops_waiting_gives_the_place_back() {
    let upstream = Upstream::new("test");
    let server = Server::new([throttled(1)]);
    tokio::join!(ask_all(&server, &upstream, 0..1), async {
        sleep(SECOND / 4).await;
        let stopped = (1..1_000).map(|caller| timeout(SECOND / 4, ask(&server, &upstream, caller)));
        let stopped = futures_util::future::join_all(stopped);
        let (stopped, ()) = tokio::join!(stopped, ask_all(&server, &upstream, 1_000..1_002));
        assert!(stopped.iter().all(Result::is_err));
    });
    let late: Vec<u32> = server.callers().into_iter().filter(|it| *it > 0).collect();
    assert_eq!(late, [1_000, 1_001]);
    assert!(server.times()[3] < 4 * SECOND);
    assert_eq!(upstream.snapshot().waiting, 0);
}

#[tokio::test(start_paused = true)]
async fn a_full_budget_pays_for_35_retries() {
    #[retry(max = 3, backoff = "none", upstream = upstream, on_give_up = |event: &Event<'_>| {
        reasons.borrow_mut().extend(event.reason());
    })]
    async fn ask(
        server: &Server,
        upstream: &Upstream,
        reasons: &RefCell<Vec<Reason>>,
    ) -> Result<(), Failure> {
        server.ask(0)
    }
    let upstream = Upstream::new("test");
    let server = Server::new([Failure::Transient; 100]);
    let reasons = RefCell::default();
    for _ in 0..18 {
        assert_eq!(
            ask(&server, &upstream, &reasons).await,
            Err(Failure::Transient)
        );
    }
    assert_eq!(server.callers().len(), 18 + 35);
    assert_eq!(upstream.snapshot().tokens, Some(10));
    let mut expected = vec![Reason::Exhausted; 17];
    expected.push(Reason::Budget);
    assert_eq!(reasons.take(), expected);
}

#[tokio::test(start_paused = true)]
async fn a_success_pays_back() {
    let upstream = Upstream::new("test");
    let tokens = || upstream.snapshot().tokens.unwrap();
    let server = Server::new([Failure::Transient; 3]);
    assert!(ask(&server, &upstream, 0).await.is_err());
    assert_eq!(tokens(), 500 - 2 * 14);
    ask_all(&server, &upstream, 0..1).await;
    // One success without a retry.
    assert_eq!(tokens(), 500 - 2 * 14 + 1);

    let server = Server::new([Failure::Transient, Failure::Transient]);
    ask_all(&server, &upstream, 0..1).await;
    // Two retries were paid for, and the last paid back.
    assert_eq!(tokens(), 500 - 2 * 14 + 1 - 14);
    for _ in 0..100 {
        ask_all(&server, &upstream, 0..1).await;
    }
    assert_eq!(tokens(), 500);
}

#[tokio::test(start_paused = true)]
async fn no_retry_is_paid_for_that_is_not_made() {
    #[retry(max = 2, deadline = "1500ms", upstream = upstream)]
    async fn ask(server: &Server, upstream: &Upstream) -> Result<(), Failure> {
        server.ask(0)
    }
    let upstream = Upstream::new("test");
    let server = Server::new([throttled(100), Failure::Permanent]);
    assert_eq!(ask(&server, &upstream).await, Err(throttled(100)));
    assert_eq!(ask(&server, &upstream).await, Err(Failure::Permanent));
    assert_eq!(upstream.snapshot().tokens, Some(500));
}

#[tokio::test(start_paused = true)]
async fn a_throttled_retry_costs_less_and_nothing_if_nobody_could_know() {
    let upstream = Upstream::new("test");
    let tokens = || upstream.snapshot().tokens.unwrap();
    let server = Server::new([THROTTLED, THROTTLED, Failure::Permanent]);
    assert!(ask(&server, &upstream, 0).await.is_err());
    assert_eq!(tokens(), 495);

    let upstream = upstream_without_pace();
    let server = Server::new([THROTTLED, THROTTLED, Failure::Permanent]);
    assert!(ask(&server, &upstream, 0).await.is_err());
    assert_eq!(upstream.snapshot().tokens, Some(490));
}

const fn upstream_without_pace() -> Upstream {
    Upstream::new("test").without_pace()
}

#[tokio::test(start_paused = true)]
async fn a_success_that_is_not_good_enough_costs_nothing() {
    #[retry(max = 100, backoff = "fixed", upstream = upstream, when_ok = |polls| *polls < 60)]
    async fn poll(polls: &RefCell<u32>, upstream: &Upstream) -> Result<u32, Failure> {
        *polls.borrow_mut() += 1;
        Ok(*polls.borrow())
    }
    let upstream = Upstream::new("test");
    assert_eq!(poll(&RefCell::default(), &upstream).await, Ok(60));
    assert_eq!(upstream.snapshot().tokens, Some(500));
}

#[tokio::test(start_paused = true)]
async fn each_part_can_be_set_or_left_out() {
    static SMALL: Upstream = Upstream::new("small")
        .budget(20)
        .cool_down(SECOND)
        .pace(10.0);
    static NONE: Upstream = Upstream::new("none")
        .without_budget()
        .without_cool_down()
        .without_pace();

    let server = Server::new([throttled(5), Failure::Transient, Failure::Transient]);
    assert!(ask(&server, &SMALL, 0).await.is_err());
    assert_eq!(SMALL.snapshot().tokens, Some(6));
    assert_eq!(server.times(), seconds([0, 5, 6]));
    ask_all(&server, &SMALL, 0..1).await;
    let rate = SMALL.snapshot().rate.unwrap();
    assert!((10.0..20.0).contains(&rate), "{rate}");

    let server = Server::new([throttled(5); 2]);
    ask_all(&server, &NONE, 0..1).await;
    let now = NONE.snapshot();
    assert_eq!(
        (now.tokens, now.rate, now.cool_down),
        (None, None, Duration::ZERO)
    );
}

#[tokio::test(start_paused = true)]
async fn a_minute_without_a_throttled_failure_turns_the_pace_off() {
    let upstream = Upstream::new("test");
    let server = Server::new([THROTTLED]);
    ask_all(&server, &upstream, 0..2).await;
    assert!(upstream.snapshot().rate.is_some());
    sleep(60 * SECOND).await;
    ask_all(&server, &upstream, 0..1).await;
    assert_eq!(upstream.snapshot().rate, None);
}

static SHARED: LazyLock<Upstream> = LazyLock::new(|| Upstream::named("made at run time"));

struct Client {
    upstream: Upstream,
    by_model: HashMap<&'static str, Arc<Upstream>>,
}

impl Client {
    #[retry(max = 2, backoff = "none", upstream = self.upstream)]
    async fn by_field(&self, server: &Server) -> Result<(), Failure> {
        server.ask(0)
    }

    #[retry(max = 2, backoff = "none", upstream = &*self.by_model[model])]
    fn by_model(&self, server: &Server, model: &str) -> Result<(), Failure> {
        server.ask(0)
    }

    #[retry(max = 2, backoff = "none", upstream = self.by_model["a"].clone())]
    async fn by_pointer(&mut self, server: &Server) -> Result<(), Failure> {
        server.ask(0)
    }

    #[retry(max = 2, backoff = "none", upstream = SHARED)]
    async fn by_static(self, server: &Server) -> Result<(), Failure> {
        server.ask(0)
    }
}

#[tokio::test]
async fn an_expression_lends_the_upstream() {
    let client = || Client {
        upstream: Upstream::new("field"),
        by_model: [("a", Arc::new(Upstream::new("a")))].into(),
    };
    let server = Server::new([Failure::Transient; 8]);
    let mut client = client();
    let tokens = |upstream: &Upstream| upstream.snapshot().tokens;
    assert!(client.by_field(&server).await.is_err());
    assert_eq!(tokens(&client.upstream), Some(486));
    assert!(client.by_model(&server, "a").is_err());
    assert_eq!(tokens(&client.by_model["a"]), Some(486));
    assert!(client.by_pointer(&server).await.is_err());
    assert_eq!(tokens(&client.by_model["a"]), Some(472));
    assert!(client.by_static(&server).await.is_err());
    assert_eq!(tokens(&SHARED), Some(486));
    assert_eq!(SHARED.name(), "made at run time");
}

#[tokio::test(start_paused = true)]
async fn the_loop_without_the_attribute_shares_too() {
    let upstream = Upstream::new("test");
    let server = Server::new([throttled(5), Failure::Transient]);
    let policy = policies::AI.upstream(&upstream);
    let (first, second) = tokio::join!(policy.run(|| async { server.ask(0) }), async {
        sleep(SECOND).await;
        let classify = |_: &Failure| Classification::Transient;
        policy.run_with(classify, || async { server.ask(1) }).await
    });
    assert_eq!((first, second), (Ok(()), Ok(())));
    assert!(server.times()[1] >= 5 * SECOND);
}

#[test]
fn threads_share_too() {
    const POLICY: Policy = Policy::new()
        .max(2)
        .base(Duration::from_millis(1))
        .retry_after(RetryAfter::AtMost(SECOND));
    let upstream = Upstream::new("test");
    let told = Failure::Throttled(Some(Duration::from_millis(300)));
    let start = std::time::Instant::now();
    std::thread::scope(|scope| {
        let first = scope.spawn(|| {
            let mut failures = vec![told];
            POLICY
                .upstream(&upstream)
                .run_blocking(|| failures.pop().map_or(Ok(()), Err))
        });
        while upstream.snapshot().cool_down.is_zero() {
            std::thread::yield_now();
        }
        let second = POLICY.upstream(&upstream).run_blocking_with(
            |()| Classification::Transient,
            || Ok::<_, ()>(start.elapsed()),
        );
        assert!(second.unwrap() >= Duration::from_millis(300));
        assert_eq!(first.join().unwrap(), Ok(()));
    });
}

#[test]
fn sync_functions_wait_with_their_sleeper() {
    thread_local! {
        static SLEPT: RefCell<Duration> = RefCell::default();
    }
    fn note(delay: Duration) {
        SLEPT.with_borrow_mut(|slept| *slept += delay);
        std::thread::sleep(delay);
    }
    #[retry(max = 2, base = "1ms", sleep = note, upstream = upstream)]
    fn ask(failures: &mut Vec<Failure>, upstream: &Upstream) -> Result<(), Failure> {
        failures.pop().map_or(Ok(()), Err)
    }
    let upstream = Upstream::new("test");
    let told = Failure::Throttled(Some(Duration::from_millis(200)));
    assert_eq!(
        ask(&mut vec![Failure::Permanent, told], &upstream),
        Err(Failure::Permanent)
    );
    assert!(SLEPT.take() >= Duration::from_millis(200));
}

#[test]
fn sync_functions_wait_without_a_sleeper() {
    static UPSTREAM: Upstream = Upstream::new("static");
    #[retry(max = 2, backoff = "none", upstream = UPSTREAM)]
    fn ask(failures: &mut Vec<Failure>, start: Instant) -> Result<Duration, Failure> {
        failures.pop().map_or(Ok(start.elapsed()), Err)
    }
    const WAIT: Duration = Duration::from_millis(200);
    let told = Failure::Throttled(Some(WAIT));
    std::thread::scope(|scope| {
        let start = Instant::now();
        let first = scope.spawn(move || ask(&mut vec![told], start));
        while UPSTREAM.snapshot().cool_down.is_zero() {
            std::thread::yield_now();
        }
        // A first attempt, and a retry.
        assert!(ask(&mut Vec::new(), start).unwrap() >= WAIT);
        assert!(first.join().unwrap().unwrap() >= WAIT);
    });
    assert_eq!(UPSTREAM.snapshot().waiting, 0);
}

#[tokio::test(start_paused = true)]
async fn who_cannot_sleep_gives_the_place_back() {
    fn never(_: Duration) {
        panic!("no sleep");
    }
    #[allow(clippy::unused_async)] // another kind of sleeper
    async fn never_async(_: Duration) {
        panic!("no sleep");
    }
    fn never_starts(_: Duration) -> std::future::Ready<()> {
        panic!("no sleep");
    }
    #[retry(sleep = never, upstream = upstream)]
    fn ask_sync(upstream: &Upstream) -> Result<(), Failure> {
        Ok(())
    }
    #[retry(sleep = never_async, upstream = upstream)]
    async fn ask_async(upstream: &Upstream) -> Result<(), Failure> {
        Ok(())
    }
    #[retry(sleep = never_starts, upstream = upstream)]
    async fn ask_in_vain(upstream: &Upstream) -> Result<(), Failure> {
        Ok(())
    }
    let upstream = Upstream::new("test");
    let server = Server::new([throttled(5)]);
    tokio::join!(ask_all(&server, &upstream, 0..1), async {
        sleep(SECOND).await;
        let caught = catch_unwind(AssertUnwindSafe(|| ask_sync(&upstream)));
        assert!(caught.is_err());
        for in_vain in [false, true] {
            let caught = catch_unwind(AssertUnwindSafe(|| {
                if in_vain {
                    ask_in_vain(&upstream).now_or_never()
                } else {
                    ask_async(&upstream).now_or_never()
                }
            }));
            assert!(caught.is_err());
        }
        assert_eq!(upstream.snapshot().waiting, 0);
    });
}

#[tokio::test(start_paused = true)]
async fn a_call_that_waits_for_its_turn_can_fall_back_afterwards() {
    #[allow(clippy::unused_async)] // a fallback is as the function
    async fn other(server: &Server, _: &Upstream) -> Result<(), Failure> {
        server.asked.borrow_mut().push((2, server.start.elapsed()));
        Ok(())
    }
    #[retry(max = 1, fallback = other, upstream = upstream)]
    async fn ask_or(server: &Server, upstream: &Upstream) -> Result<(), Failure> {
        server.ask(1)
    }
    let upstream = Upstream::new("test");
    let server = Server::new([throttled(5), Failure::Transient, Failure::Transient]);
    tokio::join!(ask_all(&server, &upstream, 0..1), async {
        assert_eq!(ask_or(&server, &upstream).await, Ok(()));
    });
    let fell_back: Vec<u32> = server.callers().into_iter().filter(|it| *it > 0).collect();
    assert_eq!(fell_back, [1, 2]);
    assert!(server.times()[1] >= 5 * SECOND);
}
