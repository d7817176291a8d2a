//! Who goes when, and who gives a place back.

use std::panic::AssertUnwindSafe;
use std::panic::catch_unwind;
use std::time::Duration;

use futures_util::FutureExt;
use retry_attr::{Upstream, retry};
use tokio::time::sleep;
use tokio::time::timeout;

use super::{SECOND, Server, THROTTLED, ask, ask_all, throttled};
use crate::{Failure, seconds};

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
async fn a_minute_without_a_throttled_failure_turns_the_pace_off() {
    let upstream = Upstream::new("test");
    let server = Server::new([THROTTLED]);
    ask_all(&server, &upstream, 0..2).await;
    assert!(upstream.snapshot().rate.is_some());
    sleep(60 * SECOND).await;
    ask_all(&server, &upstream, 0..1).await;
    assert_eq!(upstream.snapshot().rate, None);
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
