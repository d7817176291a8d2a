//! Streams that share an upstream: an attempt is over at the first item.

use futures_util::{Stream, StreamExt, stream};
use retry_attr::{Upstream, retry};

use super::{SECOND, Server, THROTTLED, throttled};
use crate::{Failure, seconds};

/// Asks for each item.
fn items(server: &Server) -> impl Stream<Item = Result<(), Failure>> + use<'_> {
    stream::iter(0..).map(|item| server.ask(item))
}

#[retry(max = 2, backoff = "fixed", stream, upstream = upstream)]
async fn ask<'a>(
    server: &'a Server,
    upstream: &Upstream,
) -> Result<impl Stream<Item = Result<(), Failure>> + use<'a>, Failure> {
    Ok(items(server))
}

#[tokio::test(start_paused = true)]
async fn the_first_item_pays_back() {
    let upstream = Upstream::new("test");
    let server = Server::new([Failure::Transient]);
    let answer = ask(&server, &upstream).await.unwrap();
    assert_eq!(server.callers(), [0, 0]);
    assert_eq!(upstream.snapshot().tokens, Some(500));

    // What fails later is none of its business.
    let mut answer = std::pin::pin!(answer);
    assert_eq!(answer.next().await, Some(Ok(())));
    server
        .failures
        .borrow_mut()
        .extend([THROTTLED, Failure::Transient]);
    assert_eq!(answer.next().await, Some(Err(Failure::Transient)));
    assert_eq!(answer.next().await, Some(Err(THROTTLED)));
    let now = upstream.snapshot();
    assert_eq!((now.tokens, now.rate), (Some(500), None));
}

#[tokio::test(start_paused = true)]
async fn a_failure_before_the_first_item_costs() {
    let upstream = Upstream::new("test");
    let server = Server::new([Failure::Transient, Failure::Transient]);
    assert!(ask(&server, &upstream).await.is_err());
    assert_eq!(upstream.snapshot().tokens, Some(486));
}

#[tokio::test(start_paused = true)]
async fn a_delay_named_before_the_first_item_holds_back_all() {
    let upstream = Upstream::new("test");
    let server = Server::new([throttled(5)]);
    let (first, second) = tokio::join!(ask(&server, &upstream), async {
        tokio::time::sleep(SECOND).await;
        ask(&server, &upstream).await
    });
    assert!(first.is_ok() && second.is_ok());
    assert_eq!(server.times()[..2], seconds([0, 5]));
    // The stream that has begun does not hold a place.
    assert_eq!(upstream.snapshot().waiting, 0);
}
