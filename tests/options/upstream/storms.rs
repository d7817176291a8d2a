//! Many who wait, and what may happen to them.

use std::panic::AssertUnwindSafe;
use std::time::Duration;

use futures_util::FutureExt;
use futures_util::future::join_all;
use retry_attr::{Upstream, policies, retry};
use tokio::time::{sleep, timeout};

use super::{SECOND, Server, ask, ask_all, throttled};
use crate::Failure;

/// The inner call waits for its turn while the outer one is under way.
#[tokio::test(start_paused = true)]
async fn calls_within_calls_do_not_wait_for_each_other() {
    #[retry(policy = policies::AI, cut = false, upstream = upstream)]
    async fn outer(server: &Server, upstream: &Upstream, caller: u32) -> Result<(), Failure> {
        server.ask(caller)?;
        ask(server, upstream, 1_000 + caller).await
    }
    let upstream = Upstream::new("test");
    let server = Server::new([throttled(2), Failure::Transient, throttled(1)]);
    let calls = (0..20).map(|caller| outer(&server, &upstream, caller));
    let results = timeout(600 * SECOND, join_all(calls)).await.unwrap();
    assert!(results.iter().all(Result::is_ok), "{results:?}");
    assert_eq!(server.callers().len(), 40 + 3);
    assert_eq!(upstream.snapshot().waiting, 0);
}

/// Thousands come and go, wherever they are: waiting, in their turn, or between two attempts.
#[tokio::test(start_paused = true)]
async fn who_is_cancelled_hinders_nobody() {
    #[retry(backoff = "fixed", upstream = upstream)]
    async fn slow(server: &Server, upstream: &Upstream, caller: u32) -> Result<(), Failure> {
        sleep(SECOND / 10).await;
        server.ask(caller)
    }
    let upstream = Upstream::new("test");
    let server = Server::new([throttled(1)]);
    for round in 0..20 {
        let calls = (0..500).map(|caller| {
            let patience = Duration::from_millis(u64::from((caller * 37 + round * 11) % 900));
            timeout(patience, slow(&server, &upstream, caller))
        });
        join_all(calls).await;
        assert_eq!(upstream.snapshot().waiting, 0);
    }
    let before = server.start.elapsed();
    ask_all(&server, &upstream, 0..2).await;
    assert!(server.start.elapsed() <= before + SECOND);
}

#[tokio::test(start_paused = true)]
async fn an_attempt_that_panics_hinders_nobody() {
    #[retry(backoff = "fixed", upstream = upstream)]
    async fn panics(server: &Server, upstream: &Upstream) -> Result<(), Failure> {
        server.ask(0)?;
        panic!("in an attempt")
    }
    let upstream = Upstream::new("test");
    let server = Server::new([throttled(1)]);
    for _ in 0..100 {
        let caught = AssertUnwindSafe(panics(&server, &upstream)).catch_unwind();
        assert!(caught.await.is_err());
    }
    ask_all(&server, &upstream, 1..10).await;
    assert_eq!(upstream.snapshot().waiting, 0);
}

/// A task that is never polled again holds nothing back but itself.
#[tokio::test(start_paused = true)]
async fn who_does_not_come_when_it_is_their_turn_hinders_nobody() {
    let upstream = Upstream::new("test");
    let server = Server::new([throttled(1)]);
    let mut forgotten: Vec<_> = (100..200)
        .map(|caller| Box::pin(ask(&server, &upstream, caller)))
        .collect();
    tokio::join!(ask_all(&server, &upstream, 0..1), async {
        sleep(SECOND / 2).await;
        for call in &mut forgotten {
            assert!(call.now_or_never().is_none());
        }
        ask_all(&server, &upstream, 1..10).await;
    });
    assert_eq!(upstream.snapshot().waiting, 100);
    assert!(server.start.elapsed() < 120 * SECOND);
    drop(forgotten);
    assert_eq!(upstream.snapshot().waiting, 0);
}

/// Calls that wait when their runtime is shut down.
#[test]
fn a_runtime_that_is_shut_down_gives_back_all_places() {
    static UPSTREAM: Upstream = Upstream::new("shut down");
    #[retry(backoff = "fixed", upstream = UPSTREAM)]
    async fn ask(failure: Option<Failure>) -> Result<(), Failure> {
        failure.map_or(Ok(()), Err)
    }
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .enable_time()
        .build()
        .unwrap();
    let wait = Some(Failure::Throttled(Some(30 * SECOND)));
    runtime.block_on(async {
        assert!(timeout(SECOND / 5, ask(wait)).await.is_err());
    });
    for _ in 0..100 {
        runtime.spawn(ask(None));
    }
    while UPSTREAM.snapshot().waiting < 100 {
        std::thread::yield_now();
    }
    runtime.shutdown_timeout(SECOND);
    assert_eq!(UPSTREAM.snapshot().waiting, 0);
}
