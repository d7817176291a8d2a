//! Functions that return a stream or an iterator.

use std::pin::Pin;

use futures_util::stream::{self, BoxStream, Stream, StreamExt as _};
#[cfg(feature = "annotated")]
use retry_attr::retry;

use crate::functions::Failure;

/// Yields bytes.
type Bytes = Pin<Box<dyn Stream<Item = Result<u8, Failure>> + Send>>;

/// A predicate.
#[cfg(feature = "annotated")]
#[expect(clippy::trivially_copy_pass_by_ref, reason = "as a predicate takes it")]
const fn is_output(byte: &u8) -> bool {
    *byte > 0
}

/// In a result.
///
/// # Errors
///
/// If it is empty.
#[cfg_attr(feature = "annotated", retry(timeout = "1s", stream = is_output))]
pub async fn in_a_result(
    text: String,
) -> Result<impl Stream<Item = Result<u8, Failure>>, Failure> {
    std::future::ready(()).await;
    if text.is_empty() {
        Err(Failure { message: text })
    } else {
        Ok(stream::iter(text.into_bytes()).map(Ok))
    }
}

/// In a box in a result.
///
/// # Errors
///
/// If it is empty.
#[cfg_attr(feature = "annotated", retry(stream))]
pub async fn in_a_box(text: String) -> Result<Bytes, Failure> {
    std::future::ready(()).await;
    if text.is_empty() {
        Err(Failure { message: text })
    } else {
        Ok(stream::iter(text.into_bytes()).map(Ok).boxed())
    }
}

/// The stream itself.
#[cfg_attr(
    feature = "annotated",
    retry(timeout = "1s", stream = |byte| *byte > 0, attempt = attempt)
)]
pub fn itself(text: String, mut list: Vec<u8>) -> impl Stream<Item = Result<u8, Failure>> {
    list.extend(text.into_bytes());
    stream::iter(list).map(Ok)
}

/// The stream itself, in a box.
#[cfg_attr(feature = "annotated", retry(stream))]
pub fn itself_in_a_box(text: &str) -> BoxStream<'_, Result<u8, Failure>> {
    stream::iter(text.bytes()).map(Ok).boxed()
}

/// An iterator in a result.
///
/// # Errors
///
/// If it is empty.
#[cfg_attr(feature = "annotated", retry(stream = is_output))]
pub fn iterator(text: &str) -> Result<impl Iterator<Item = Result<u8, Failure>>, Failure> {
    if text.is_empty() {
        Err(Failure {
            message: text.to_owned(),
        })
    } else {
        Ok(text.bytes().map(Ok))
    }
}

/// The iterator itself.
#[cfg_attr(feature = "annotated", retry(deadline = "1m", stream))]
pub fn iterator_itself(text: String) -> impl Iterator<Item = Result<u8, Failure>> {
    text.into_bytes().into_iter().map(Ok)
}
