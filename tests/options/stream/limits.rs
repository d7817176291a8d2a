//! `timeout` and `deadline` bound the time to the first item, and not the reading.

use std::pin::pin;
use std::time::Duration;

use futures_util::stream::{self, LocalBoxStream};
use futures_util::{Stream, StreamExt};
use retry_attr::{Policy, retry};
use tokio::time::{Instant, sleep};

use super::all;
use crate::{Attempts, Failure, seconds};

type Item = Result<u32, Failure>;

/// An item after each of these times.
fn paced(pauses: &'static [u64]) -> impl Stream<Item = Item> {
    stream::iter(pauses).then(|pause| async {
        sleep(Duration::from_secs(*pause)).await;
        Ok(1)
    })
}

const STALLS: &[u64] = &[1000];
const SLOW: &[u64] = &[4, 60, 60];

#[retry(timeout = "5s", stream)]
async fn in_a_result(attempts: &Attempts) -> Result<impl Stream<Item = Item>, Failure> {
    Ok(paced(if attempts.start() < 3 { STALLS } else { SLOW }))
}

#[retry(timeout = "5s", stream)]
fn as_such(attempts: &Attempts) -> impl Stream<Item = Item> {
    paced(if attempts.start() < 3 { STALLS } else { SLOW })
}

#[tokio::test(start_paused = true)]
async fn timeout_cuts_what_waits_for_its_first_item() {
    let attempts = Attempts::new();
    assert_eq!(all(in_a_result(&attempts).await.unwrap()).await.len(), 3);
    assert_eq!(attempts.delays(), seconds([5 + 1, 5 + 2]));

    let attempts = Attempts::new();
    assert_eq!(all(as_such(&attempts)).await.len(), 3);
    assert_eq!(attempts.delays(), seconds([5 + 1, 5 + 2]));
}

#[retry(max = 2, timeout = "5s", stream = |_| false)]
fn never(attempts: &Attempts) -> LocalBoxStream<'_, Item> {
    attempts.start();
    paced(&[3, 3, 3]).boxed_local()
}

#[tokio::test(start_paused = true)]
async fn the_error_of_the_last_cut_is_the_only_item() {
    let attempts = Attempts::new();
    let items = all(never(&attempts)).await;
    let [Err(Failure::Cut(cut))] = items[..] else {
        panic!("{items:?}")
    };
    assert_eq!((cut.attempt(), cut.limit()), (2, Duration::from_secs(5)));
}

#[retry(max = 9, deadline = "20s", stream)]
async fn with_a_deadline(attempts: &Attempts) -> Result<impl Stream<Item = Item>, Failure> {
    attempts.start();
    Ok(paced(STALLS))
}

/// Its clock starts when it is polled.
#[retry(max = 9, deadline = "20s", stream)]
fn with_a_deadline_itself(attempts: &Attempts) -> impl Stream<Item = Item> {
    attempts.start();
    paced(STALLS)
}

#[tokio::test(start_paused = true)]
async fn deadline_ends_the_call() {
    let start = Instant::now();
    let Err(Failure::Cut(cut)) = with_a_deadline(&Attempts::new()).await.map(drop) else {
        panic!("not cut")
    };
    assert!(cut.is_deadline());
    assert_eq!(start.elapsed(), Duration::from_secs(20));

    let attempts = Attempts::new();
    let stream = with_a_deadline_itself(&attempts);
    sleep(Duration::from_secs(100)).await;
    let start = Instant::now();
    assert!(matches!(all(stream).await[..], [Err(Failure::Cut(_))]));
    assert_eq!(start.elapsed(), Duration::from_secs(20));
}

const LIMITED: Policy = Policy::new().timeout(Duration::from_secs(5));

#[retry(policy = LIMITED, stream)]
async fn by_constant(attempts: &Attempts) -> Result<impl Stream<Item = Item>, Failure> {
    Ok(paced(if attempts.start() < 2 { STALLS } else { SLOW }))
}

#[retry(policy = LIMITED, stream)]
fn by_constant_itself(attempts: &Attempts) -> impl Stream<Item = Item> {
    paced(if attempts.start() < 2 { STALLS } else { SLOW })
}

#[retry(policy = policy, stream)]
async fn at_run_time(
    attempts: &Attempts,
    policy: Policy,
) -> Result<impl Stream<Item = Item>, Failure> {
    Ok(paced(if attempts.start() < 2 { STALLS } else { SLOW }))
}

#[retry(policy = policy, stream)]
fn at_run_time_itself(attempts: &Attempts, policy: Policy) -> impl Stream<Item = Item> {
    paced(if attempts.start() < 2 { STALLS } else { SLOW })
}

#[tokio::test(start_paused = true)]
async fn limits_of_a_policy() {
    for run in 0..4 {
        let attempts = Attempts::new();
        let items = match run {
            0 => all(by_constant(&attempts).await.unwrap()).await,
            1 => all(by_constant_itself(&attempts)).await,
            2 => all(at_run_time(&attempts, LIMITED).await.unwrap()).await,
            _ => all(at_run_time_itself(&attempts, LIMITED)).await,
        };
        assert_eq!(
            (items.len(), attempts.delays()),
            (3, seconds([5 + 1])),
            "{run}"
        );
    }
}

/// Tells when it is dropped.
struct Open<'a>(&'a Attempts);

impl Drop for Open<'_> {
    fn drop(&mut self) {
        self.0.start();
    }
}

#[retry(timeout = "5s", stream)]
async fn watched(drops: &Attempts) -> Result<impl Stream<Item = Item> + use<'_>, Failure> {
    let open = Open(drops);
    let cuts = drops.count();
    let pauses = if cuts == 0 { STALLS } else { SLOW };
    Ok(paced(pauses).inspect(move |_| _ = &open))
}

#[retry(timeout = "5s", stream)]
fn watched_itself(drops: &Attempts) -> impl Stream<Item = Item> + use<'_> {
    let open = Open(drops);
    let cuts = drops.count();
    let pauses = if cuts == 0 { STALLS } else { SLOW };
    paced(pauses).inspect(move |_| _ = &open)
}

#[tokio::test(start_paused = true)]
async fn a_stream_is_dropped_when_it_is_cut_and_with_what_was_returned() {
    let start = Instant::now();
    let drops = Attempts::new();
    let stream = watched(&drops).await.unwrap();
    assert_eq!(drops.starts.borrow()[..], [start + Duration::from_secs(5)]);
    drop(stream);
    assert_eq!(drops.count(), 2);

    let start = Instant::now();
    let drops = Attempts::new();
    {
        let mut stream = pin!(watched_itself(&drops));
        assert_eq!(stream.next().await, Some(Ok(1)));
        assert_eq!(drops.starts.borrow()[..], [start + Duration::from_secs(5)]);
    }
    assert_eq!(drops.count(), 2);
}
