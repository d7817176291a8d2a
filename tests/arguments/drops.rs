//! How long arguments and their copies live.

use std::cell::RefCell;
use std::future::{Future, poll_fn};
use std::pin::Pin;
use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering::Relaxed};
use std::task::Poll;

use retry_attr::retry;
use test_support::{third, zero};

use crate::{third_async, wait};

/// Notes when it is dropped.
struct Noted<'a>(&'static str, &'a RefCell<Vec<&'static str>>);

impl Drop for Noted<'_> {
    fn drop(&mut self) {
        self.1.borrow_mut().push(self.0);
    }
}

impl Noted<'_> {
    fn note(&self, what: &'static str) {
        self.1.borrow_mut().push(what);
    }
}

/// Polls once.
async fn is_pending<F: Future>(future: &mut Pin<Box<F>>) -> bool {
    poll_fn(|context| Poll::Ready(future.as_mut().poll(context).is_pending())).await
}

/// Runs the plain and the annotated function and asserts that both drop in the same order.
macro_rules! assert_drops {
    (($($arguments:tt)*) $body:block, |$log:ident| ($($passed:expr),*)) => {{
        fn plain($($arguments)*) -> Option<()> { $body; Some(()) }
        #[retry(backoff = "none")]
        fn annotated($($arguments)*) -> Option<()> { $body; Some(()) }
        async fn plain_async($($arguments)*) -> Option<()> { wait().await; $body; Some(()) }
        #[retry(backoff = "none")]
        async fn annotated_async($($arguments)*) -> Option<()> { wait().await; $body; Some(()) }

        let (log, annotated_log) = (RefCell::default(), RefCell::default());
        let $log = &log;
        plain($($passed),*);
        let $log = &annotated_log;
        annotated($($passed),*);
        assert_eq!(log, annotated_log, "sync");
        assert!(log.take().len() > 1);

        annotated_log.take();
        let $log = &log;
        plain_async($($passed),*).await;
        let $log = &annotated_log;
        annotated_async($($passed),*).await;
        assert_eq!(log, annotated_log, "async");

        log.take();
        annotated_log.take();
        let $log = &log;
        let mut future = Box::pin(plain_async($($passed),*));
        assert!(is_pending(&mut future).await);
        drop(future);
        let $log = &annotated_log;
        let mut future = Box::pin(annotated_async($($passed),*));
        assert!(is_pending(&mut future).await);
        drop(future);
        assert_eq!(log, annotated_log, "cancelled");
    }};
}

#[tokio::test]
async fn arguments_live_until_the_end_of_the_call() {
    assert_drops!(
        (_unused: Noted<'_>, used: Noted<'_>) { Noted::note(&used, "body") },
        |log| (Noted("unused", log), Noted("used", log))
    );
    assert_drops!(
        (used: Noted<'_>, _: Noted<'_>, _unused: Noted<'_>) { Noted::note(&used, "body") },
        |log| (Noted("used", log), Noted("wild", log), Noted("unused", log))
    );
    assert_drops!(
        (a: Noted<'_>, b: Noted<'_>, c: Noted<'_>) {
            let local = Noted("local", a.1);
            b.note("body");
            local.note("tail");
            c.note("tail");
        },
        |log| (Noted("a", log), Noted("b", log), Noted("c", log))
    );
}

/// The copies of an attempt are gone before the next, and the caller's value when the call ends.
#[tokio::test(start_paused = true)]
async fn a_copy_lives_as_long_as_its_attempt() {
    #[derive(Clone)]
    struct Copies(Arc<()>);

    impl Copies {
        fn consume(self) -> usize {
            Arc::strong_count(&self.0)
        }
    }

    #[retry(backoff = "none")]
    fn sync(attempts: &AtomicU32, copies: Copies) -> Result<u32, &'static str> {
        // The test's, the caller's and this copy.
        assert_eq!(copies.consume(), 3);
        third(attempts)
    }

    #[retry]
    async fn asynchronous(attempts: &AtomicU32, copies: Copies) -> Result<u32, &'static str> {
        let copies = copies;
        let number = third_async(attempts).await?;
        assert_eq!(copies.consume(), 3);
        Ok(number)
    }

    let all = Arc::new(());
    assert_eq!(sync(&zero(), Copies(all.clone())), Ok(3));
    assert_eq!(Arc::strong_count(&all), 1);
    let attempts = zero();
    let mut future = Box::pin(asynchronous(&attempts, Copies(all.clone())));
    assert!(is_pending(&mut future).await);
    assert_eq!(Arc::strong_count(&all), 3);
    assert!(is_pending(&mut future).await, "sleeps");
    assert_eq!((attempts.load(Relaxed), Arc::strong_count(&all)), (1, 2));
    drop(future);
    assert_eq!(Arc::strong_count(&all), 1);
}
