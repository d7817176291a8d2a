//! What retries cost, and what pays it back.

use std::cell::RefCell;
use std::time::Duration;

use retry_attr::{Event, Reason, Upstream, retry};

use super::{SECOND, Server, THROTTLED, ask, ask_all, throttled};
use crate::{Failure, seconds};

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
async fn a_retry_that_comes_too_late_costs_nothing() {
    #[retry(max = 3, backoff = "fixed", base = "600ms", deadline = "1s", upstream = upstream)]
    async fn bounded(server: &Server, upstream: &Upstream) -> Result<(), Failure> {
        server.ask(0)
    }
    #[retry(max = 2, retry_after = "4s", upstream = upstream)]
    async fn impatient(server: &Server, upstream: &Upstream) -> Result<(), Failure> {
        server.ask(0)
    }
    let upstream = upstream_without_pace();
    let server = Server::new([Failure::Transient, Failure::Transient, throttled(5)]);
    assert!(bounded(&server, &upstream).await.is_err());
    // Of two retries, one was made.
    assert_eq!(upstream.snapshot().tokens, Some(486));
    assert!(impatient(&server, &upstream).await.is_err());
    assert_eq!(upstream.snapshot().tokens, Some(486));

    // Nor does it pay back what others spent, if it was free.
    let upstream = Upstream::new("test");
    let server = Server::new([Failure::Transient, Failure::Permanent, throttled(5)]);
    assert!(ask(&server, &upstream, 0).await.is_err());
    assert!(impatient(&server, &upstream).await.is_err());
    assert_eq!(upstream.snapshot().tokens, Some(486));
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
