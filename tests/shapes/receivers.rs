//! Methods, by every receiver.
#![allow(clippy::needless_arbitrary_self_type)] // the point of the tests

use std::pin::Pin;
use std::rc::Rc;
use std::sync::Arc;

use retry_attr::retry;

use crate::calls::{Busy, Calls, assert_attempts, assert_attempts_async};

/// A service and what its owner notes.
#[derive(Clone)]
struct Service<'a> {
    calls: &'a Calls,
    seen: u32,
}

impl<'a> Service<'a> {
    fn new(calls: &'a Calls) -> Self {
        Self { calls, seen: 0 }
    }

    fn ask(&mut self) -> Result<u32, Busy> {
        self.seen += 1;
        self.calls.call()
    }

    async fn ask_async(&mut self) -> Result<u32, Busy> {
        self.seen += 1;
        self.calls.call_async().await
    }
}

impl Service<'_> {
    #[retry(max = 4, backoff = "none")]
    fn shared(&self) -> Result<u32, Busy> {
        self.calls.call()
    }

    #[retry]
    async fn shared_async(&self) -> Result<u32, Busy> {
        self.calls.call_async().await
    }

    #[retry(max = 4, backoff = "none")]
    fn typed(self: &Self) -> Result<u32, Busy> {
        self.calls.call()
    }

    #[retry]
    async fn typed_async(self: &Self) -> Result<u32, Busy> {
        self.calls.call_async().await
    }
}

#[tokio::test(start_paused = true)]
async fn by_shared_reference() {
    assert_attempts!(4, |calls| Service::new(calls).shared());
    assert_attempts!(4, |calls| Service::new(calls).typed());
    assert_attempts_async!(|calls| Service::new(calls).shared_async());
    assert_attempts_async!(|calls| Service::new(calls).typed_async());
}

impl Service<'_> {
    #[retry(max = 4, backoff = "none")]
    fn unique(&mut self) -> Result<u32, Busy> {
        self.seen += 1;
        self.calls.call()
    }

    #[retry(max = 4, backoff = "none")]
    fn unique_whole(&mut self) -> Result<u32, Busy> {
        let this = self;
        Self::ask(this)
    }

    #[retry(max = 4, backoff = "none")]
    fn unique_typed(self: &mut Self) -> Result<u32, Busy> {
        let mut ask = move || self.ask();
        ask()
    }

    #[retry]
    async fn unique_async(&mut self) -> Result<u32, Busy> {
        self.seen += 1;
        self.calls.call_async().await
    }

    #[retry]
    async fn unique_whole_async(&mut self) -> Result<u32, Busy> {
        let work = async move { self.ask_async().await };
        work.await
    }

    #[retry]
    async fn unique_typed_async(self: &mut Self) -> Result<u32, Busy> {
        Self::ask_async(self).await
    }
}

#[tokio::test(start_paused = true)]
async fn by_unique_reference() {
    assert_attempts!(4, |calls| Service::new(calls).unique());
    assert_attempts!(4, |calls| Service::new(calls).unique_whole());
    assert_attempts!(4, |calls| Service::new(calls).unique_typed());
    assert_attempts_async!(|calls| Service::new(calls).unique_async());
    assert_attempts_async!(|calls| Service::new(calls).unique_whole_async());
    assert_attempts_async!(|calls| Service::new(calls).unique_typed_async());
}

#[tokio::test(start_paused = true)]
async fn changes_through_a_unique_reference_stay() {
    let calls = Calls::third();
    let mut service = Service::new(&calls);
    assert_eq!(service.unique(), Ok(3));
    assert_eq!(service.seen, 3);
    let calls = Calls::third();
    service.calls = &calls;
    assert_eq!(service.unique_whole_async().await, Ok(3));
    assert_eq!(service.seen, 6);
}

impl Service<'_> {
    #[retry(max = 4, backoff = "none")]
    fn owned(self) -> Result<u32, Busy> {
        let Self { calls, seen } = self;
        assert_eq!(seen, 0);
        calls.call()
    }

    #[retry]
    async fn owned_async(self) -> Result<u32, Busy> {
        let moved = tokio::join!(async move { self }).0;
        assert_eq!(moved.seen, 0);
        moved.calls.call_async().await
    }

    #[retry(max = 4, backoff = "none")]
    fn owned_mut(mut self) -> Result<u32, Busy> {
        self.seen += 1;
        assert_eq!(self.seen, 1, "starts from the caller's value");
        self.ask()
    }

    #[retry]
    async fn owned_mut_async(mut self) -> Result<u32, Busy> {
        self.seen += 1;
        assert_eq!(self.seen, 1, "starts from the caller's value");
        self.ask_async().await
    }
}

#[tokio::test(start_paused = true)]
async fn by_value() {
    assert_attempts!(4, |calls| Service::new(calls).owned());
    assert_attempts!(4, |calls| Service::new(calls).owned_mut());
    assert_attempts_async!(|calls| Service::new(calls).owned_async());
    assert_attempts_async!(|calls| Service::new(calls).owned_mut_async());
}

/// Not `Clone`.
struct Unique<'a>(&'a Calls);

impl Unique<'_> {
    fn look(&self) -> Result<u32, Busy> {
        self.0.call()
    }

    #[retry(max = 4, backoff = "none")]
    fn owned(self) -> Result<u32, Busy> {
        self.look()
    }

    #[retry]
    async fn owned_async(self) -> Result<u32, Busy> {
        self.0.call_async().await
    }

    #[retry(max = 4, backoff = "none", borrow(self))]
    fn lent(self) -> Result<u32, Busy> {
        let this = &self;
        this.look()
    }

    #[retry(max = 4, backoff = "none")]
    fn boxed(self: Box<Self>) -> Result<u32, Busy> {
        self.look()
    }

    #[retry]
    async fn boxed_async(self: Box<Self>) -> Result<u32, Busy> {
        self.0.call_async().await
    }
}

/// Fails if it is cloned.
struct Single<'a>(&'a Calls);

impl Clone for Single<'_> {
    fn clone(&self) -> Self {
        panic!("cloned")
    }
}

impl Single<'_> {
    fn consult(&self) -> Result<u32, Busy> {
        self.0.call()
    }

    #[retry(max = 4, backoff = "none", borrow(self))]
    fn lent(self) -> Result<u32, Busy> {
        self.consult()
    }
}

#[test]
fn by_value_and_lent_by_name() {
    assert_attempts!(4, |calls| Single(calls).lent());
}

#[tokio::test(start_paused = true)]
async fn by_value_and_not_clone() {
    assert_attempts!(4, |calls| Unique(calls).owned());
    assert_attempts!(4, |calls| Unique(calls).lent());
    assert_attempts!(4, |calls| Box::new(Unique(calls)).boxed());
    assert_attempts_async!(|calls| Unique(calls).owned_async());
    assert_attempts_async!(|calls| Box::new(Unique(calls)).boxed_async());
}

impl Service<'_> {
    #[retry(max = 4, backoff = "none")]
    fn arc(self: Arc<Self>) -> Result<u32, Busy> {
        assert_eq!(Arc::strong_count(&self), 1, "borrowed, so not cloned");
        let this = &self;
        this.calls.call()
    }

    #[retry(max = 4, backoff = "none")]
    fn arc_consumed(self: Arc<Self>) -> Result<u32, Busy> {
        let this = self;
        assert_eq!(Arc::strong_count(&this), 2, "one original and this copy");
        this.calls.call()
    }

    #[retry]
    async fn arc_async(self: Arc<Self>) -> Result<u32, Busy> {
        let this = self.clone();
        let work = async move { this.calls.call_async().await };
        work.await
    }

    #[retry(max = 4, backoff = "none")]
    fn rc(self: Rc<Self>) -> Result<u32, Busy> {
        fn consume(service: Rc<Service<'_>>) -> Result<u32, Busy> {
            let result = service.calls.call();
            drop(service);
            result
        }
        consume(self)
    }

    #[retry]
    async fn rc_async(self: Rc<Self>) -> Result<u32, Busy> {
        async move { self.calls.call_async().await }.await
    }

    #[retry(max = 4, backoff = "none")]
    fn boxed(mut self: Box<Self>) -> Result<u32, Busy> {
        self.seen += 1;
        assert_eq!(self.seen, 1, "starts from the caller's value");
        let owned = *self;
        owned.calls.call()
    }

    #[retry]
    async fn boxed_async(self: Box<Self>) -> Result<u32, Busy> {
        let mut owned = *self;
        owned.ask_async().await
    }

    #[retry(max = 4, backoff = "none")]
    fn shared_arc(self: &Arc<Self>) -> Result<u32, Busy> {
        let another = Arc::clone(self);
        another.calls.call()
    }
}

#[tokio::test(start_paused = true)]
async fn by_smart_pointer() {
    assert_attempts!(4, |calls| Arc::new(Service::new(calls)).arc());
    assert_attempts!(4, |calls| Arc::new(Service::new(calls)).arc_consumed());
    assert_attempts!(4, |calls| Arc::new(Service::new(calls)).shared_arc());
    assert_attempts!(4, |calls| Rc::new(Service::new(calls)).rc());
    assert_attempts!(4, |calls| Box::new(Service::new(calls)).boxed());
    assert_attempts_async!(|calls| Arc::new(Service::new(calls)).arc_async());
    assert_attempts_async!(|calls| Rc::new(Service::new(calls)).rc_async());
    assert_attempts_async!(|calls| Box::new(Service::new(calls)).boxed_async());
}

impl Service<'_> {
    #[retry(max = 4, backoff = "none")]
    fn pinned(self: Pin<&mut Self>) -> Result<u32, Busy> {
        self.get_mut().ask()
    }

    #[retry(max = 4, backoff = "none")]
    fn pinned_mut(mut self: Pin<&mut Self>) -> Result<u32, Busy> {
        self.as_mut().get_mut().seen += 1;
        self.as_mut().get_mut().ask()
    }

    #[retry]
    async fn pinned_async(self: Pin<&mut Self>) -> Result<u32, Busy> {
        let this = self.get_mut();
        this.ask_async().await
    }

    #[retry(max = 4, backoff = "none")]
    fn pinned_shared(self: Pin<&Self>) -> Result<u32, Busy> {
        self.get_ref().calls.call()
    }
}

#[tokio::test(start_paused = true)]
async fn by_pin() {
    assert_attempts!(4, |calls| Pin::new(&mut Service::new(calls)).pinned());
    assert_attempts!(4, |calls| Pin::new(&mut Service::new(calls)).pinned_mut());
    assert_attempts!(4, |calls| Pin::new(&Service::new(calls)).pinned_shared());
    assert_attempts_async!(|calls| Pin::new(&mut Service::new(calls)).pinned_async());
}

impl<'a> Service<'a> {
    #[retry(max = 4, backoff = "none")]
    fn made(calls: &'a Calls) -> Result<Self, Busy> {
        let seen = calls.call()?;
        Ok(Self { calls, seen })
    }

    #[retry(max = 4, backoff = "none")]
    fn own_seen(&self) -> Result<&u32, Busy> {
        self.calls.call()?;
        Ok(&self.seen)
    }

    #[retry]
    async fn own_seen_async(&self, _other: &str) -> Result<&u32, Busy> {
        self.calls.call_async().await?;
        Ok(&self.seen)
    }
}

#[tokio::test(start_paused = true)]
async fn an_associated_function_and_borrows_of_self() {
    assert_attempts!(4, |calls| Service::made(calls).map(|it| it.seen));
    assert_attempts!(4, |calls| Service { calls, seen: 3 }.own_seen().copied());
    let calls = Calls::third();
    let service = Service {
        calls: &calls,
        seen: 7,
    };
    assert_eq!(service.own_seen_async("").await, Ok(&7));
    assert_eq!(calls.made(), 3);
}

impl Service<'_> {
    /// `self` of another item in a body whose own `self` is bound anew for each attempt.
    #[retry(max = 4, backoff = "none")]
    fn with_items(mut self) -> Result<u32, Busy> {
        struct Inner(u32);
        impl Inner {
            fn get(&self) -> u32 {
                self.0
            }
        }
        trait Twice {
            fn twice(self) -> u32;
        }
        impl Twice for u32 {
            fn twice(self) -> u32 {
                self * 2
            }
        }
        self.seen += 1;
        assert_eq!(Inner(self.seen).get(), 1);
        assert_eq!(self.seen.twice(), 2);
        assert_eq!(format!("{}", self.seen), "1");
        self::ask_of(&mut self)
    }
}

fn ask_of(service: &mut Service<'_>) -> Result<u32, Busy> {
    service.ask()
}

#[test]
fn items_in_the_body_have_a_self_of_their_own() {
    assert_attempts!(4, |calls| Service::new(calls).with_items());
}

/// A format string names `self` too.
#[derive(Debug, Clone)]
struct Shown(u32);

impl Shown {
    #[retry(max = 2, backoff = "none")]
    fn by_value(self) -> Result<(), String> {
        let text = format!("{self:?} {{self}} {}", "{self}");
        let taken = self;
        Err(format!("{text} {}", taken.0))
    }

    #[retry(max = 2, backoff = "none")]
    async fn by_reference(&mut self) -> Result<(), String> {
        let text = format!("{self:?}");
        let taken = self;
        taken.0 += 1;
        Err(text)
    }
}

#[tokio::test]
async fn self_in_a_format_string() {
    assert_eq!(Shown(7).by_value().unwrap_err(), "Shown(7) {self} {self} 7");
    assert_eq!(Shown(7).by_reference().await.unwrap_err(), "Shown(8)");
}
