//! A stream in a `Result`.

use std::pin::Pin;

use futures_util::stream::{BoxStream, LocalBoxStream};
use futures_util::{Stream, StreamExt};
use retry_attr::retry;

use super::{BUSY, all, of_attempt, pinned};
use crate::{Attempts, Failure, seconds};

#[retry(stream)]
async fn opaque(attempts: &Attempts) -> Result<impl Stream<Item = Result<u32, Failure>>, Failure> {
    Ok(of_attempt(
        attempts,
        &[&[BUSY], &[BUSY], &[Ok(1), BUSY, Ok(2)]],
    ))
}

#[tokio::test(start_paused = true)]
async fn a_stream_is_retried_until_its_first_item_and_not_after() {
    let attempts = Attempts::new();
    let stream = opaque(&attempts).await.unwrap();
    assert_eq!(all(stream).await, [Ok(1), BUSY, Ok(2)]);
    assert_eq!(attempts.delays(), seconds([1, 2]));
}

#[retry(stream)]
async fn not_to_be_moved(
    attempts: &Attempts,
) -> Result<impl Stream<Item = Result<u32, Failure>>, Failure> {
    Ok(pinned(of_attempt(attempts, &[&[BUSY], &[Ok(1), Ok(2)]])))
}

#[retry(stream)]
async fn boxed(attempts: &Attempts) -> Result<BoxStream<'_, Result<u32, Failure>>, Failure> {
    Ok(of_attempt(attempts, &[&[BUSY], &[Ok(1), Ok(2)]]).boxed())
}

#[retry(stream)]
async fn local(attempts: &Attempts) -> Result<LocalBoxStream<'_, Result<u32, Failure>>, Failure> {
    Ok(of_attempt(attempts, &[&[BUSY], &[Ok(1), Ok(2)]]).boxed_local())
}

#[retry(stream)]
async fn in_std(
    attempts: &Attempts,
) -> Result<Pin<Box<dyn Stream<Item = Result<u32, Failure>> + Send + 'static>>, Failure> {
    Ok(Box::pin(of_attempt(attempts, &[&[BUSY], &[Ok(1), Ok(2)]])))
}

#[retry(stream)]
async fn opaque_error(
    attempts: &Attempts,
) -> Result<BoxStream<'static, Result<u32, Failure>>, impl std::fmt::Debug + use<>> {
    Ok::<_, Failure>(of_attempt(attempts, &[&[BUSY], &[Ok(1), Ok(2)]]).boxed())
}

#[tokio::test(start_paused = true)]
async fn every_stream_that_a_result_can_hold() {
    let expected = [Ok(1), Ok(2)];
    let attempts = Attempts::new();
    assert_eq!(
        all(not_to_be_moved(&attempts).await.unwrap()).await,
        expected
    );
    assert_eq!(all(boxed(&Attempts::new()).await.unwrap()).await, expected);
    assert_eq!(all(local(&Attempts::new()).await.unwrap()).await, expected);
    assert_eq!(all(in_std(&Attempts::new()).await.unwrap()).await, expected);
    let stream = opaque_error(&Attempts::new()).await.unwrap();
    assert_eq!(all(stream).await, expected);
    assert_eq!(attempts.count(), 2);
}
