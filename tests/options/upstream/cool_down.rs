//! A delay that the server named to one call holds back all.

use std::time::Duration;

use retry_attr::{Upstream, retry};
use tokio::time::sleep;

use super::{SECOND, Server, ask_all, throttled};
use crate::{Failure, seconds};

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

/// Exactly as long as it may, and exactly until the deadline.
#[tokio::test(start_paused = true)]
async fn who_may_just_wait_so_long_waits() {
    #[retry(retry_after = "4s", upstream = upstream)]
    async fn patient(server: &Server, upstream: &Upstream) -> Result<(), Failure> {
        server.ask(1)
    }
    #[retry(deadline = "4s", upstream = upstream)]
    async fn bounded(server: &Server, upstream: &Upstream) -> Result<(), Failure> {
        server.ask(2)
    }
    let upstream = Upstream::new("test").without_pace();
    let server = Server::new([throttled(5)]);
    let asks = ask_all(&server, &upstream, 0..1);
    let others = async {
        sleep(SECOND).await;
        let both = tokio::join!(bounded(&server, &upstream), patient(&server, &upstream));
        assert_eq!(both, (Ok(()), Ok(())));
    };
    tokio::join!(asks, others);
    assert_eq!(server.callers()[..2], [0, 2]);
    assert_eq!(server.times()[..2], seconds([0, 1]));
    assert!(server.times()[2] >= 5 * SECOND);
    assert!(server.callers()[2..].contains(&1));
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
