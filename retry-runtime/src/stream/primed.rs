//! A stream or an iterator whose first item was read: it yields what is kept, and then the rest.

use std::pin::Pin;
use std::task::{Context, Poll, ready};

use futures_core::Stream;

use super::item::Item;
use super::kept::Kept;

/// `T` is what the items hold.
pub struct Primed<S, T> {
    pub(super) kept: Kept<T>,
    /// `None` once it was taken elsewhere.
    rest: Option<S>,
    /// Not every stream may be asked again.
    has_ended: bool,
}

impl<S, T> Primed<S, T> {
    pub(super) const fn new(stream: S) -> Self {
        Self {
            kept: Kept::new(),
            rest: Some(stream),
            has_ended: false,
        }
    }

    /// Takes it out of where it was read.
    pub(super) fn take(&mut self) -> Self {
        let empty = Self {
            kept: Kept::new(),
            rest: None,
            has_ended: true,
        };
        std::mem::replace(self, empty)
    }

    /// What was kept, and the stream, which may have ended.
    #[cfg(feature = "api")]
    pub(super) fn into_parts(self) -> (Kept<T>, Option<S>) {
        (self.kept, self.rest)
    }

    /// The rest, until it has ended.
    fn rest(&mut self) -> Option<&mut S> {
        self.rest.as_mut().filter(|_| !self.has_ended)
    }

    /// What remains, by what is known of the rest.
    fn size_hint(&self, of_rest: impl Fn(&S) -> (usize, Option<usize>)) -> (usize, Option<usize>) {
        let rest = self.rest.as_ref().filter(|_| !self.has_ended);
        let (lower, upper) = rest.map_or((0, Some(0)), of_rest);
        let kept = self.kept.len();
        let upper = upper.and_then(|upper| upper.checked_add(kept));
        (lower.saturating_add(kept), upper)
    }
}

// Items are never pinned.
impl<S: Unpin, T> Unpin for Primed<S, T> {}

impl<S: Stream<Item: Item> + Unpin> Primed<S, <S::Item as Item>::Value> {
    pub(super) fn poll_rest(&mut self, context: &mut Context<'_>) -> Poll<Option<S::Item>> {
        let Some(rest) = self.rest() else {
            return Poll::Ready(None);
        };
        let next = ready!(Pin::new(rest).poll_next(context));
        self.has_ended = next.is_none();
        Poll::Ready(next)
    }
}

impl<S: Stream<Item: Item> + Unpin> Stream for Primed<S, <S::Item as Item>::Value> {
    type Item = S::Item;

    fn poll_next(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<S::Item>> {
        let this = self.get_mut();
        match this.kept.take() {
            Some(value) => Poll::Ready(Some(S::Item::success(value))),
            None => this.poll_rest(context),
        }
    }

    fn size_hint(&self) -> (usize, Option<usize>) {
        self.size_hint(S::size_hint)
    }
}

impl<S: Iterator<Item: Item>> Primed<S, <S::Item as Item>::Value> {
    pub(super) fn next_of_rest(&mut self) -> Option<S::Item> {
        let next = self.rest()?.next();
        self.has_ended = next.is_none();
        next
    }
}

impl<S: Iterator<Item: Item>> Iterator for Primed<S, <S::Item as Item>::Value> {
    type Item = S::Item;

    fn next(&mut self) -> Option<S::Item> {
        match self.kept.take() {
            Some(value) => Some(S::Item::success(value)),
            None => self.next_of_rest(),
        }
    }

    fn size_hint(&self) -> (usize, Option<usize>) {
        self.size_hint(S::size_hint)
    }
}
