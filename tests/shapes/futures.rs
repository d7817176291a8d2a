//! Plain functions that return a future.

use std::future::Future;
use std::pin::Pin;
use std::rc::Rc;
use std::sync::atomic::{AtomicU32, Ordering};

use futures_util::future::{BoxFuture, FutureExt, LocalBoxFuture};
use retry_attr::retry;

use crate::calls::{Busy, Calls, assert_attempts_async};

#[retry]
fn opaque(calls: &Calls) -> impl Future<Output = Result<u32, Busy>> {
    async move { calls.call_async().await }
}

#[retry]
fn opaque_by_reference(calls: &Calls) -> impl Future<Output = Result<u32, Busy>> {
    async { calls.call_async().await }
}

#[retry]
fn opaque_send(
    calls: &Calls,
    text: String,
) -> impl std::future::Future<Output = Result<u32, Busy>> + Send {
    async move {
        assert_eq!(text.into_bytes(), b"text");
        calls.call_async().await
    }
}

#[retry]
fn opaque_named<'a, 'b: 'a>(
    calls: &'a Calls,
    text: &'b str,
) -> impl Future<Output = Result<&'b str, Busy>> + Send + 'a {
    async move {
        calls.call_async().await?;
        Ok(text)
    }
}

#[tokio::test(start_paused = true)]
async fn an_opaque_future() {
    assert_attempts_async!(|calls| opaque(calls));
    assert_attempts_async!(|calls| opaque_by_reference(calls));
    assert_attempts_async!(|calls| opaque_send(calls, "text".to_owned()));
    let text = "text".to_owned();
    assert_eq!(opaque_named(&Calls::third(), &text).await, Ok("text"));
}

#[retry]
fn boxed_future(calls: &Calls) -> BoxFuture<'_, Result<u32, Busy>> {
    Box::pin(async move { calls.call_async().await })
}

/// Boxes a future, and is not `Box::pin`.
fn wrapped<'a, T>(future: impl Future<Output = T> + Send + 'a) -> BoxFuture<'a, T> {
    WRAPPED.fetch_add(1, Ordering::Relaxed);
    Box::pin(future)
}

static WRAPPED: AtomicU32 = AtomicU32::new(0);

#[retry]
fn boxed_by_another(calls: &Calls) -> BoxFuture<'_, Result<u32, Busy>> {
    wrapped(async move { calls.call_async().await })
}

#[tokio::test(start_paused = true)]
async fn what_makes_the_future_is_called_for_each_attempt() {
    assert_eq!(boxed_by_another(&Calls::third()).await, Ok(3));
    assert_eq!(WRAPPED.load(Ordering::Relaxed), 3);
}

#[retry]
fn boxed_by_method(calls: &Calls) -> BoxFuture<'_, Result<u32, Busy>> {
    async { calls.call_async().await }.boxed()
}

#[retry]
fn boxed_by_move(
    calls: &Calls,
    text: String,
) -> futures_util::future::BoxFuture<'_, Result<u32, Busy>> {
    async move {
        assert_eq!(text.into_bytes(), b"text");
        calls.call_async().await
    }
    .boxed()
}

#[retry]
fn boxed_by_function(calls: &Calls) -> BoxFuture<'_, Result<u32, Busy>> {
    FutureExt::boxed(async move { calls.call_async().await })
}

#[retry]
fn boxed_in_std(calls: &Calls) -> Pin<Box<dyn Future<Output = Result<u32, Busy>> + Send + '_>> {
    std::boxed::Box::pin(async move { calls.call_async().await })
}

#[retry]
fn boxed_with_paths<'a>(
    calls: &'a Calls,
) -> ::core::pin::Pin<std::boxed::Box<dyn ::core::future::Future<Output = Result<u32, Busy>> + 'a>>
{
    Box::pin(async move { calls.call_async().await })
}

#[retry]
fn boxed_local(calls: &Calls, note: Rc<u32>) -> LocalBoxFuture<'_, Result<u32, Busy>> {
    async move {
        calls.call_async().await?;
        Ok(*note)
    }
    .boxed_local()
}

#[tokio::test(start_paused = true)]
async fn a_boxed_future() {
    assert_attempts_async!(|calls| boxed_future(calls));
    assert_attempts_async!(|calls| boxed_by_method(calls));
    assert_attempts_async!(|calls| boxed_by_move(calls, "text".to_owned()));
    assert_attempts_async!(|calls| boxed_by_function(calls));
    assert_attempts_async!(|calls| boxed_in_std(calls));
    assert_attempts_async!(|calls| boxed_with_paths(calls));
    assert_attempts_async!(|calls| boxed_local(calls, Rc::new(3)));
}

#[retry]
fn prepared(calls: &Calls, text: String) -> impl Future<Output = Result<u32, Busy>> + Send {
    let upper = text.to_uppercase();
    drop(text);
    async move {
        assert_eq!(upper, "TEXT");
        calls.call_async().await
    }
}

#[retry]
fn prepared_box(calls: &Calls, mut list: Vec<u32>) -> BoxFuture<'_, Result<u32, Busy>> {
    list.push(2);
    if list.len() > 2 {
        return Box::pin(async { Err(Busy(9)) });
    }
    Box::pin(async move {
        assert_eq!(list.into_iter().sum::<u32>(), 3);
        calls.call_async().await
    })
}

/// The statements are part of the attempt.
#[retry]
fn counted(calls: &Calls) -> BoxFuture<'_, Result<u32, Busy>> {
    let number = calls.call();
    Box::pin(async move { number })
}

#[retry]
fn counted_opaque(calls: &Calls) -> impl Future<Output = Result<u32, Busy>> {
    let number = calls.call();
    async move { number }
}

#[retry]
fn delegated(calls: &Calls) -> BoxFuture<'_, Result<u32, Busy>> {
    calls.call_async().boxed()
}

#[retry]
fn delegated_opaque(calls: &Calls) -> impl Future<Output = Result<u32, Busy>> {
    calls.call_async()
}

#[retry]
fn mapped(calls: &Calls) -> impl Future<Output = Result<u32, Busy>> {
    calls.call_async().map(|result| result)
}

#[tokio::test(start_paused = true)]
async fn a_body_with_more_than_the_async_block() {
    assert_attempts_async!(|calls| prepared(calls, "text".to_owned()));
    assert_attempts_async!(|calls| prepared_box(calls, vec![1]));
    assert_attempts_async!(|calls| counted(calls));
    assert_attempts_async!(|calls| counted_opaque(calls));
    assert_attempts_async!(|calls| delegated(calls));
    assert_attempts_async!(|calls| delegated_opaque(calls));
    assert_attempts_async!(|calls| mapped(calls));
}

#[retry]
fn inferred(calls: &Calls, fails: bool) -> impl Future<Output = Result<u32, u32>> {
    let number = calls.call();
    async move {
        if fails {
            return Err(7);
        }
        number.or(Err(calls.made()))
    }
}

#[retry]
fn one_of_two(calls: &Calls, fails: bool) -> BoxFuture<'_, Result<u32, Busy>> {
    if fails {
        Box::pin(async { Err(Busy(9)) })
    } else {
        Box::pin(async move { calls.call_async().await })
    }
}

#[tokio::test(start_paused = true)]
async fn the_return_type_is_known_within_the_body() {
    assert_attempts_async!(|calls| one_of_two(calls, false));
    assert_eq!(one_of_two(&Calls::third(), true).await, Err(Busy(9)));
    assert_eq!(inferred(&Calls::third(), false).await, Ok(3));
    assert_eq!(inferred(&Calls::third(), true).await, Err(7));
}

struct Service<'a> {
    calls: &'a Calls,
    seen: u32,
}

impl<'a> Service<'a> {
    #[retry]
    fn shared(&self) -> impl Future<Output = Result<u32, Busy>> + Send + '_ {
        async move { self.calls.call_async().await }
    }

    #[retry]
    fn unique(&mut self) -> BoxFuture<'_, Result<u32, Busy>> {
        Box::pin(async move {
            self.seen += 1;
            self.calls.call_async().await
        })
    }

    #[retry]
    fn unique_prepared(&mut self) -> BoxFuture<'_, Result<u32, Busy>> {
        self.seen += 1;
        let calls = self.calls;
        Box::pin(async move { calls.call_async().await })
    }

    #[retry]
    fn owned(self) -> BoxFuture<'a, Result<u32, Busy>> {
        async move { self.calls.call_async().await }.boxed()
    }

    #[retry]
    fn precise(&self) -> impl Future<Output = Result<u32, Busy>> + use<'_, 'a> {
        async move { self.calls.call_async().await }
    }
}

#[tokio::test(start_paused = true)]
async fn methods() {
    assert_attempts_async!(|calls| Service { calls, seen: 0 }.shared());
    assert_attempts_async!(|calls| Service { calls, seen: 0 }.unique());
    assert_attempts_async!(|calls| Service { calls, seen: 0 }.unique_prepared());
    assert_attempts_async!(|calls| Service { calls, seen: 0 }.owned());
    assert_attempts_async!(|calls| Service { calls, seen: 0 }.precise());
    let mut service = Service {
        calls: &Calls::third(),
        seen: 0,
    };
    assert_eq!(service.unique().await, Ok(3));
    assert_eq!(service.seen, 3);
}

#[test]
fn nothing_runs_before_the_future_is_polled() {
    let calls = Calls::third();
    drop(opaque(&calls));
    drop(boxed_future(&calls));
    drop(boxed_by_method(&calls));
    assert_eq!(calls.made(), 0);
}

/// As a handler would be stored.
type Handler = for<'a> fn(&'a Calls) -> BoxFuture<'a, Result<u32, Busy>>;

#[tokio::test(start_paused = true)]
async fn a_pointer_to_a_function_that_returns_a_future() {
    let handlers: [Handler; 2] = [boxed_future, boxed_by_method];
    for handler in handlers {
        assert_attempts_async!(|calls| handler(calls));
    }
}

/// What is prepared borrows from the argument.
#[retry(max = 3, backoff = "none")]
fn prepared_by_reference<'a>(
    calls: &'a Calls,
    log: &'a mut String,
) -> BoxFuture<'a, Result<u32, Busy>> {
    log.push('p');
    Box::pin(async move {
        log.push('a');
        calls.call_async().await
    })
}

#[tokio::test]
async fn what_is_prepared_is_prepared_for_each_attempt() {
    let (calls, mut log) = (Calls::third(), String::new());
    assert_eq!(prepared_by_reference(&calls, &mut log).await, Ok(3));
    assert_eq!(log, "papapa");
}
