//! Methods under `#[async_trait]`, which rewrites them before `#[retry]` sees them.

use std::rc::Rc;
use std::sync::Arc;

use async_trait::async_trait;
use retry_attr::retry;

use crate::calls::{Busy, Calls, assert_attempts_async};

#[async_trait]
trait Ask: Send + Sync {
    fn calls(&self) -> &Calls;

    async fn shared(&self, text: &str) -> Result<u32, Busy>;
    async fn unique(&mut self, seen: &mut u32) -> Result<u32, Busy>;
    async fn owned(self, text: String) -> Result<u32, Busy>
    where
        Self: Sized;
    async fn owned_mut(self) -> Result<u32, Busy>
    where
        Self: Sized;
    async fn arc(self: Arc<Self>) -> Result<u32, Busy>;
    async fn boxed(self: Box<Self>) -> Result<u32, Busy>;
    async fn values(&self, text: String, list: Vec<u32>, number: u32) -> Result<u32, Busy>;
    async fn patterns(&self, pair: (String, u32), flag: bool, point: Point) -> Result<u32, Busy>;
    async fn ignored(self, text: String) -> Result<u32, Busy>
    where
        Self: Sized;
    async fn generic<T: Into<String> + Clone + Send + 'static>(&self, text: T)
    -> Result<u32, Busy>;
    async fn changed(&self, text: String, number: u32) -> Result<u32, Busy>;

    #[retry]
    async fn by_default(&self, text: &str, list: Vec<u32>) -> Result<u32, Busy> {
        assert_eq!((text, list.into_iter().sum()), ("text", 3));
        self.calls().call_async().await
    }

    #[retry]
    async fn unique_by_default(&mut self) -> Result<u32, Busy> {
        self.calls().call_async().await
    }
}

#[derive(Clone)]
struct Point {
    x: u32,
    y: u32,
}

#[derive(Clone)]
struct Service<'a> {
    calls: &'a Calls,
    seen: u32,
}

impl<'a> Service<'a> {
    fn new(calls: &'a Calls) -> Self {
        Self { calls, seen: 0 }
    }
}

#[async_trait]
impl Ask for Service<'_> {
    fn calls(&self) -> &Calls {
        self.calls
    }

    #[retry]
    async fn shared(&self, text: &str) -> Result<u32, Busy> {
        assert_eq!(text, "text");
        self.calls.call_async().await
    }

    #[retry]
    async fn unique(&mut self, seen: &mut u32) -> Result<u32, Busy> {
        self.seen += 1;
        *seen += 1;
        assert_eq!(*seen, self.seen, "changes stay");
        let number = self.calls.call_async().await?;
        Ok(number)
    }

    #[retry]
    async fn owned(self, text: String) -> Result<u32, Busy> {
        assert_eq!(text.into_bytes(), b"text");
        self.calls.call_async().await
    }

    #[retry]
    async fn owned_mut(mut self) -> Result<u32, Busy> {
        self.seen += 1;
        assert_eq!(self.seen, 1, "starts from the caller's value");
        self.calls.call_async().await
    }

    #[retry]
    async fn arc(self: Arc<Self>) -> Result<u32, Busy> {
        self.calls.call_async().await
    }

    #[retry]
    async fn boxed(self: Box<Self>) -> Result<u32, Busy> {
        self.calls.call_async().await
    }

    #[retry]
    async fn values(&self, text: String, list: Vec<u32>, number: u32) -> Result<u32, Busy> {
        drop(text);
        let Some(first) = list.into_iter().next() else {
            return Err(Busy(number));
        };
        assert_eq!(first, 1);
        self.calls.call_async().await
    }

    #[retry]
    async fn patterns(
        &self,
        (left, right): (String, u32),
        _: bool,
        Point { x, mut y }: Point,
    ) -> Result<u32, Busy> {
        y += x + right;
        assert_eq!((left.into_bytes(), y), (b"text".to_vec(), 6));
        self.calls.call_async().await
    }

    #[retry]
    async fn ignored(self, _: String) -> Result<u32, Busy> {
        self.calls.call_async().await
    }

    #[retry]
    async fn generic<T: Into<String> + Clone + Send + 'static>(
        &self,
        text: T,
    ) -> Result<u32, Busy> {
        assert_eq!(text.into(), "text");
        self.calls.call_async().await
    }

    #[retry]
    async fn changed(&self, mut text: String, mut number: u32) -> Result<u32, Busy> {
        text.push('!');
        number += 1;
        assert_eq!((&*text, number), ("text!", 2));
        self.calls.call_async().await
    }
}

#[tokio::test(start_paused = true)]
async fn every_receiver() {
    assert_attempts_async!(|calls| Service::new(calls).shared("text"));
    assert_attempts_async!(|calls| Service::new(calls).unique(&mut 0));
    assert_attempts_async!(|calls| Service::new(calls).owned("text".to_owned()));
    assert_attempts_async!(|calls| Service::new(calls).owned_mut());
    assert_attempts_async!(|calls| Arc::new(Service::new(calls)).arc());
    assert_attempts_async!(|calls| Box::new(Service::new(calls)).boxed());
}

#[tokio::test(start_paused = true)]
async fn every_argument() {
    assert_attempts_async!(|calls| Service::new(calls).values("text".to_owned(), vec![1, 2], 9));
    assert_attempts_async!(|calls| Service::new(calls).patterns(
        ("text".to_owned(), 1),
        true,
        Point { x: 2, y: 3 }
    ));
    assert_attempts_async!(|calls| Service::new(calls).ignored("text".to_owned()));
    assert_attempts_async!(|calls| Service::new(calls).generic("text"));
    assert_attempts_async!(|calls| Service::new(calls).changed("text".to_owned(), 1));
}

#[tokio::test(start_paused = true)]
async fn a_default_method() {
    assert_attempts_async!(|calls| Service::new(calls).by_default("text", vec![1, 2]));
    assert_attempts_async!(|calls| Service::new(calls).unique_by_default());
}

#[tokio::test(start_paused = true)]
async fn a_trait_object() {
    let calls: &'static Calls = Box::leak(Box::new(Calls::third()));
    let mut asks: Vec<Box<dyn ObjectSafe>> = vec![Box::new(Service::new(calls))];
    let ask = asks.remove(0);
    let number = tokio::spawn(async move { ask.ask("text").await }).await;
    assert_eq!(number.unwrap(), Ok(3));
}

#[async_trait]
trait ObjectSafe: Send + Sync {
    async fn ask(&self, text: &str) -> Result<u32, Busy>;
}

#[async_trait]
impl<T: Ask> ObjectSafe for T {
    #[retry]
    async fn ask(&self, text: &str) -> Result<u32, Busy> {
        assert_eq!(text, "text");
        self.calls().call_async().await
    }
}

#[async_trait(?Send)]
trait Local {
    async fn shared(&self, note: Rc<str>) -> Result<u32, Rc<str>>;
}

#[async_trait(?Send)]
impl Local for Calls {
    #[retry]
    async fn shared(&self, note: Rc<str>) -> Result<u32, Rc<str>> {
        let number = self.call_async().await.map_err(|_| note.clone())?;
        drop(note);
        Ok(number)
    }
}

#[tokio::test(start_paused = true)]
async fn without_send() {
    assert_eq!(Calls::third().shared("busy".into()).await, Ok(3));
    let calls = Calls::never();
    assert_eq!(calls.shared("busy".into()).await, Err("busy".into()));
    assert_eq!(calls.made(), 3);
}

/// Not `Clone`.
struct Unique<'a>(&'a Calls);

#[async_trait]
trait Consume {
    async fn lent(self) -> Result<u32, Busy>;
    async fn lent_box(self: Box<Self>) -> Result<u32, Busy>;
}

#[async_trait]
impl Consume for Unique<'_> {
    #[retry]
    async fn lent(self) -> Result<u32, Busy> {
        self.0.call_async().await
    }

    #[retry]
    async fn lent_box(self: Box<Self>) -> Result<u32, Busy> {
        self.0.call_async().await
    }
}

#[async_trait]
trait Change {
    async fn afresh(&self, counts: Vec<u32>) -> Result<u32, Busy>;
    async fn kept(&self, counts: Vec<u32>) -> Result<u32, Busy>;
}

#[async_trait]
impl Change for Calls {
    #[retry]
    async fn afresh(&self, mut counts: Vec<u32>) -> Result<u32, Busy> {
        counts[0] += 1;
        assert_eq!(counts[0], 1);
        self.call_async().await
    }

    #[retry(borrow(counts))]
    async fn kept(&self, mut counts: Vec<u32>) -> Result<u32, Busy> {
        counts[0] += 1;
        let result = self.call_async().await;
        assert_eq!(counts[0], self.made());
        result
    }
}

#[tokio::test(start_paused = true)]
async fn changes_in_place_stay_only_where_borrow_says_so() {
    assert_attempts_async!(|calls| calls.afresh(vec![0]));
    assert_attempts_async!(|calls| calls.kept(vec![0]));
}

#[tokio::test(start_paused = true)]
async fn a_receiver_that_is_only_borrowed_needs_no_clone() {
    assert_attempts_async!(|calls| Unique(calls).lent());
    assert_attempts_async!(|calls| Box::new(Unique(calls)).lent_box());
}
