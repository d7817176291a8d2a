//! A stream that is called, read and retried when it is polled, and an iterator that is when it is asked.
//!
//! What the function would do between its attempts stands in a closure, which is asked for its next turn. The stream of
//! an attempt stays where it is, so that it need not be moved.

use std::future::Future;
use std::marker::PhantomData;
use std::pin::Pin;
use std::task::{Context, Poll, ready};

use futures_core::Stream;
use pin_project_lite::pin_project;

use super::item::Item;
use super::kept::Kept;

/// Whose turn it is. `R` is the result of an attempt, with a mark perhaps that it was cut.
pub enum Turn<R> {
    /// The body's, which makes a stream.
    Attempt {
        /// Whether the call starts with it.
        is_first: bool,
    },
    /// The policy's, after an attempt that failed.
    Failed(R),
}

/// What follows. `L` limits an attempt, `D` is the delay before another.
pub enum Next<S, L, D, E> {
    /// The stream is read, until the limit is over.
    Attempt(S, L),
    /// Another attempt after this, if it is a delay at all.
    Delay(Option<D>),
    /// The call gives up.
    End(Result<(), E>),
}

/// Makes what a function returns whose items are `I`.
pub struct Retrying<I>(PhantomData<fn() -> I>);

impl<I> Retrying<I> {
    /// A stream that makes its attempts when it is polled.
    pub fn stream<R, S, L, D>(
        ends: impl Fn(&I::Value) -> bool,
        turn: impl FnMut(Turn<R>) -> Next<S, L, D, I::Error>,
    ) -> impl Stream<Item = I>
    where
        I: Item,
        S: Stream<Item = I>,
        L: Future<Output = R>,
        D: Future,
        R: From<Result<(), I::Error>>,
    {
        RetriedStream {
            ends,
            turn,
            kept: Kept::new(),
            state: State::Start { is_first: true },
            stream: None,
            limit: None,
            delay: None,
        }
    }

    /// An iterator that makes its attempts when it is asked.
    pub fn iterator<S>(
        ends: impl Fn(&I::Value) -> bool,
        turn: impl FnMut(Turn<Result<(), I::Error>>) -> Next<S, (), (), I::Error>,
    ) -> impl Iterator<Item = I>
    where
        I: Item,
        S: Iterator<Item = I>,
    {
        RetriedIterator {
            ends,
            turn,
            kept: Kept::new(),
            iterator: None,
            is_open: false,
        }
    }
}

/// Where a stream is.
#[derive(Clone, Copy)]
enum State {
    /// An attempt is to be started.
    Start {
        is_first: bool,
    },
    /// An attempt is under way.
    Attempt,
    Delay,
    /// The attempts are over.
    Open,
}

pin_project! {
    struct RetriedStream<T, S, L, D, P, F> {
        ends: P,
        turn: F,
        kept: Kept<T>,
        state: State,
        // `None` once it has ended, as not every stream may be asked again.
        #[pin]
        stream: Option<S>,
        #[pin]
        limit: Option<L>,
        #[pin]
        delay: Option<D>,
    }
}

impl<R, S, L, D, P, F> Stream for RetriedStream<<S::Item as Item>::Value, S, L, D, P, F>
where
    S: Stream<Item: Item>,
    L: Future<Output = R>,
    D: Future,
    P: Fn(&<S::Item as Item>::Value) -> bool,
    F: FnMut(Turn<R>) -> Next<S, L, D, <S::Item as Item>::Error>,
    R: From<Result<(), <S::Item as Item>::Error>>,
{
    type Item = S::Item;

    fn poll_next(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<S::Item>> {
        let mut this = self.project();
        loop {
            let turn = match *this.state {
                State::Start { is_first } => Turn::Attempt { is_first },
                State::Attempt => {
                    let stream = this.stream.as_mut();
                    let limit = this.limit.as_mut();
                    match ready!(poll_attempt(stream, limit, this.kept, &*this.ends, context)) {
                        Some(failed) => {
                            this.kept.clear();
                            // Closed before the delay.
                            this.stream.set(None);
                            this.limit.set(None);
                            Turn::Failed(failed)
                        }
                        None => {
                            this.limit.set(None);
                            *this.state = State::Open;
                            continue;
                        }
                    }
                }
                State::Delay => {
                    if let Some(delay) = this.delay.as_mut().as_pin_mut() {
                        ready!(delay.poll(context));
                    }
                    this.delay.set(None);
                    Turn::Attempt { is_first: false }
                }
                State::Open => {
                    if let Some(value) = this.kept.take() {
                        return Poll::Ready(Some(S::Item::success(value)));
                    }
                    return poll_open(this.stream, context);
                }
            };
            *this.state = match (this.turn)(turn) {
                Next::Attempt(stream, limit) => {
                    this.stream.set(Some(stream));
                    this.limit.set(Some(limit));
                    State::Attempt
                }
                Next::Delay(delay) => {
                    this.delay.set(delay);
                    State::Delay
                }
                Next::End(result) => {
                    *this.state = State::Open;
                    return Poll::Ready(result.err().map(S::Item::failure));
                }
            };
        }
    }
}

/// Reads up to the first item, or to the end; `Some` is a failure.
fn poll_attempt<R, S>(
    mut stream: Pin<&mut Option<S>>,
    limit: Pin<&mut Option<impl Future<Output = R>>>,
    kept: &mut Kept<<S::Item as Item>::Value>,
    ends: impl Fn(&<S::Item as Item>::Value) -> bool,
    context: &mut Context<'_>,
) -> Poll<Option<R>>
where
    S: Stream<Item: Item>,
    R: From<Result<(), <S::Item as Item>::Error>>,
{
    // The limit first, as in an attempt that is a future. An item that arrives together with it counts.
    let cut = match limit.as_pin_mut() {
        Some(limit) => limit.poll(context),
        None => Poll::Pending,
    };
    loop {
        match poll_open(stream.as_mut(), context) {
            Poll::Ready(None) => return Poll::Ready(None),
            Poll::Ready(Some(item)) => match item.into_result() {
                Ok(value) => {
                    if kept.keep(value, &ends) {
                        return Poll::Ready(None);
                    }
                }
                Err(error) => return Poll::Ready(Some(R::from(Err(error)))),
            },
            Poll::Pending => return cut.map(Some),
        }
    }
}

/// The next item, if it has not ended.
fn poll_open<S: Stream>(
    mut stream: Pin<&mut Option<S>>,
    context: &mut Context<'_>,
) -> Poll<Option<S::Item>> {
    let Some(open) = stream.as_mut().as_pin_mut() else {
        return Poll::Ready(None);
    };
    let next = ready!(open.poll_next(context));
    if next.is_none() {
        stream.set(None);
    }
    Poll::Ready(next)
}

struct RetriedIterator<T, S, P, F> {
    ends: P,
    turn: F,
    kept: Kept<T>,
    iterator: Option<S>,
    /// Whether the attempts are over.
    is_open: bool,
}

impl<S, P, F> RetriedIterator<<S::Item as Item>::Value, S, P, F>
where
    S: Iterator<Item: Item>,
    P: Fn(&<S::Item as Item>::Value) -> bool,
    F: FnMut(Turn<Result<(), Error<S>>>) -> Next<S, (), (), Error<S>>,
{
    /// Makes attempts until one reads its first item, or to its end.
    fn open(&mut self) -> Result<(), Error<S>> {
        let mut turn = Turn::Attempt { is_first: true };
        loop {
            turn = match (self.turn)(turn) {
                Next::Attempt(iterator, ()) => {
                    self.iterator = Some(iterator);
                    match self.read() {
                        Ok(()) => return Ok(()),
                        failed => {
                            self.kept.clear();
                            self.iterator = None;
                            Turn::Failed(failed)
                        }
                    }
                }
                Next::Delay(_) => Turn::Attempt { is_first: false },
                Next::End(result) => return result,
            };
        }
    }

    fn read(&mut self) -> Result<(), Error<S>> {
        while let Some(item) = self.rest() {
            if self.kept.keep(item.into_result()?, &self.ends) {
                break;
            }
        }
        Ok(())
    }

    /// The next item, if it has not ended.
    fn rest(&mut self) -> Option<S::Item> {
        let next = self.iterator.as_mut()?.next();
        if next.is_none() {
            self.iterator = None;
        }
        next
    }
}

type Error<S> = <<S as Iterator>::Item as Item>::Error;

impl<S, P, F> Iterator for RetriedIterator<<S::Item as Item>::Value, S, P, F>
where
    S: Iterator<Item: Item>,
    P: Fn(&<S::Item as Item>::Value) -> bool,
    F: FnMut(Turn<Result<(), Error<S>>>) -> Next<S, (), (), Error<S>>,
{
    type Item = S::Item;

    fn next(&mut self) -> Option<S::Item> {
        if !std::mem::replace(&mut self.is_open, true) {
            if let Err(error) = self.open() {
                return Some(S::Item::failure(error));
            }
        }
        match self.kept.take() {
            Some(value) => Some(S::Item::success(value)),
            None => self.rest(),
        }
    }
}
