//! Methods of traits and of their implementations.

use std::future::Future;

use retry_attr::{Outcome, retry};

use crate::calls::{Busy, Calls, assert_attempts, assert_attempts_async};

trait Ask {
    fn calls(&self) -> &Calls;

    fn ask(&self) -> Result<u32, Busy>;

    fn ask_mut(&mut self, extra: u32) -> Result<u32, Busy>;

    #[retry(max = 4, backoff = "none")]
    fn ask_by_default(&self) -> Result<u32, Busy> {
        self.calls().call()
    }

    #[retry(max = 4, backoff = "none")]
    fn ask_owned(self) -> Result<u32, Busy>
    where
        Self: Sized,
    {
        self.calls().call()
    }
}

struct Service<'a>(&'a Calls);

impl Ask for Service<'_> {
    fn calls(&self) -> &Calls {
        self.0
    }

    #[retry(max = 4, backoff = "none")]
    fn ask(&self) -> Result<u32, Busy> {
        self.0.call()
    }

    #[retry(max = 4, backoff = "none")]
    fn ask_mut(&mut self, extra: u32) -> Result<u32, Busy> {
        Ok(self.0.call()? + extra)
    }
}

#[test]
fn a_sync_trait() {
    assert_attempts!(4, |calls| Service(calls).ask());
    assert_attempts!(4, |calls| Service(calls).ask_mut(0));
    assert_attempts!(4, |calls| Service(calls).ask_by_default());
    assert_attempts!(4, |calls| Service(calls).ask_owned());
}

#[test]
fn a_trait_object() {
    assert_attempts!(4, |calls| {
        let ask: &mut dyn Ask = &mut Service(calls);
        ask.ask_mut(0)
    });
    assert_attempts!(4, |calls| {
        let ask: Box<dyn Ask + '_> = Box::new(Service(calls));
        ask.ask_by_default()
    });
}

trait AskAsync {
    fn own_calls(&self) -> &Calls;

    async fn ask_async(&self, text: &str) -> Result<u32, Busy>;

    async fn ask_mut_async(&mut self, text: String) -> Result<u32, Busy>;

    #[retry]
    async fn ask_by_default_async(&self, text: &str) -> Result<u32, Busy> {
        assert_eq!(text, "text");
        self.own_calls().call_async().await
    }

    /// Declared with a bound, implemented by an `async fn`.
    fn ask_send(&self, text: &str) -> impl Future<Output = Result<u32, Busy>> + Send;

    #[retry]
    fn ask_send_by_default(&self) -> impl Future<Output = Result<u32, Busy>> + Send
    where
        Self: Sync,
    {
        async move { self.own_calls().call_async().await }
    }
}

impl AskAsync for Service<'_> {
    fn own_calls(&self) -> &Calls {
        self.0
    }

    #[retry]
    async fn ask_async(&self, text: &str) -> Result<u32, Busy> {
        assert_eq!(text, "text");
        self.0.call_async().await
    }

    #[retry]
    async fn ask_mut_async(&mut self, text: String) -> Result<u32, Busy> {
        assert_eq!(text.into_bytes(), b"text");
        self.0.call_async().await
    }

    #[retry]
    async fn ask_send(&self, text: &str) -> Result<u32, Busy> {
        assert_eq!(text, "text");
        self.0.call_async().await
    }
}

async fn generically(mut ask: impl AskAsync) -> Result<u32, Busy> {
    ask.ask_async("text").await?;
    assert_eq!(ask.own_calls().made(), 3);
    ask.ask_mut_async("text".to_owned()).await
}

fn is_send<T: Send>(value: T) -> T {
    value
}

#[tokio::test(start_paused = true)]
async fn a_native_async_trait() {
    assert_attempts_async!(|calls| Service(calls).ask_async("text"));
    assert_attempts_async!(|calls| Service(calls).ask_mut_async("text".to_owned()));
    assert_attempts_async!(|calls| Service(calls).ask_by_default_async("text"));
    assert_attempts_async!(|calls| is_send(Service(calls).ask_send("text")));
    assert_attempts_async!(|calls| is_send(Service(calls).ask_send_by_default()));
    assert_eq!(generically(Service(&Calls::third())).await, Ok(4));
    assert_eq!(generically(Service(&Calls::never())).await, Err(Busy(3)));
}

trait Fetch {
    type Reply: Outcome;

    const MAX: u32 = 4;

    fn once(&self) -> Self::Reply;

    #[retry(max = Self::MAX, backoff = "none")]
    fn fetch(&self) -> Self::Reply {
        self.once()
    }

    #[retry(max = Self::MAX, backoff = "none")]
    async fn fetch_async(&self) -> Self::Reply {
        self.once()
    }
}

impl Fetch for Service<'_> {
    type Reply = Result<u32, Busy>;

    fn once(&self) -> Self::Reply {
        self.0.call()
    }
}

impl Fetch for &Service<'_> {
    type Reply = Result<u32, Busy>;

    const MAX: u32 = 6;

    fn once(&self) -> Self::Reply {
        self.0.call()
    }
}

#[tokio::test]
async fn a_return_type_that_the_implementation_decides() {
    assert_attempts!(4, |calls| Service(calls).fetch());
    assert_attempts!(4, |calls| Service(calls).fetch_async().await);
    assert_attempts!(6, |calls| (&&Service(calls)).fetch());
    assert_attempts!(6, |calls| (&&Service(calls)).fetch_async().await);
}

trait Generic<'a, T> {
    async fn get<U>(&'a self, value: T, other: U) -> Result<(&'a Calls, T, U), Busy>
    where
        U: Clone;
}

impl<'a, T: Clone> Generic<'a, T> for Service<'_> {
    #[retry]
    async fn get<U>(&'a self, value: T, other: U) -> Result<(&'a Calls, T, U), Busy>
    where
        U: Clone,
    {
        self.0.call_async().await?;
        Ok((self.0, value, other))
    }
}

#[tokio::test(start_paused = true)]
async fn a_generic_trait() {
    let calls = Calls::third();
    let service = Service(&calls);
    let (calls, text, number) = service.get("text", 7).await.unwrap();
    assert_eq!((calls.made(), text, number), (3, "text", 7));
}
