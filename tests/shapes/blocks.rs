//! The attribute above an `impl` block.

use std::sync::Arc;

use async_trait::async_trait;
use retry_attr::retry as again;
use retry_attr::{Policy, retry};

use crate::calls::{Busy, Calls, assert_attempts, assert_attempts_async};

struct Client<'a> {
    calls: &'a Calls,
    policy: Arc<Policy>,
}

#[retry]
impl<'a> Client<'a> {
    const ATTEMPTS: u32 = { 3 };

    #[retry(skip)] // would be made three times
    fn connect(calls: &'a Calls) -> Result<Self, Busy> {
        calls.call()?;
        Ok(Self::new(calls))
    }

    fn new(calls: &'a Calls) -> Self {
        let policy = Arc::new(Policy::new().max(4));
        Self { calls, policy }
    }

    const fn sum(left: u32, right: u32) -> Option<u32> {
        left.checked_add(right)
    }

    async fn shared(&self, text: String) -> Result<u32, Busy> {
        assert_eq!(text.into_bytes(), b"text");
        let number = self.calls.call_async().await?;
        Ok(number)
    }

    #[retry(backoff = "none")] // the whole of it: three attempts are the default
    fn blocking(&self) -> Result<u32, Busy> {
        self.calls.call()
    }

    pub(crate) fn unsent<'b>(&'b self) -> impl Future<Output = Result<u32, Busy>> + use<'a, 'b> {
        self.calls.call_async()
    }

    async fn wait(&self) {
        assert_eq!(self.calls.call_async().await, Ok(1));
    }

    fn calls(&self) -> &Calls {
        self.calls
    }
}

#[tokio::test(start_paused = true)]
async fn an_inherent_impl() {
    assert_attempts_async!(|calls| Client::new(calls).shared("text".to_owned()));
    assert_attempts_async!(|calls| Client::new(calls).unsent());
    assert_attempts!(3, |calls| Client::new(calls).blocking());
    assert_eq!((Client::ATTEMPTS, Client::sum(1, 2)), (3, Some(3)));
}

#[tokio::test(start_paused = true)]
async fn methods_that_are_left_out() {
    let calls = Calls::never();
    assert_eq!(Client::connect(&calls).err(), Some(Busy(1)));
    assert_eq!(calls.made(), 1);
    let calls = Calls::always();
    Client::new(&calls).wait().await;
    assert_eq!(Client::new(&calls).calls().made(), 1);
}

struct Conditional<'a>(&'a Calls);

#[cfg_attr(all(), retry(backoff = "none"))]
impl Conditional<'_> {
    #[cfg_attr(all(), retry(skip))]
    fn once(&self) -> Result<u32, Busy> {
        self.0.call()
    }

    #[cfg_attr(any(), retry(skip))]
    fn retried(&self) -> Result<u32, Busy> {
        self.0.call()
    }

    #[cfg_attr(all(), retry(backoff = "none", max = 2))]
    fn twice(&self) -> Result<u32, Busy> {
        self.0.call()
    }
}

#[test]
fn attributes_under_a_condition() {
    assert_attempts!(3, |calls| Conditional(calls).retried());
    let calls = Calls::never();
    assert_eq!(Conditional(&calls).once(), Err(Busy(1)));
    assert_eq!(Conditional(&calls).twice(), Err(Busy(3)));
}

/// One attribute for a provider, and its policy read from each client.
trait Provider {
    type Answer;
    fn complete(&self, prompt: &str) -> Result<Self::Answer, Busy>;
    fn count(&mut self, prompt: &str) -> Result<usize, Busy>;
}

#[again(policy = self.policy, backoff = "none")]
impl Provider for Client<'_> {
    type Answer = u32;

    fn complete(&self, prompt: &str) -> Result<u32, Busy> {
        assert_eq!(prompt, "text");
        self.calls.call()
    }

    #[again(skip)]
    fn count(&mut self, prompt: &str) -> Result<usize, Busy> {
        self.calls.call()?;
        Ok(prompt.len())
    }
}

#[test]
fn a_trait_and_another_name_of_the_attribute() {
    assert_attempts!(4, |calls| Client::new(calls).complete("text"));
    let calls = Calls::never();
    assert_eq!(Client::new(&calls).count("text"), Err(Busy(1)));
}

struct Of<'a, T, const N: u32>(&'a Calls, T);

#[retry_attr::retry(max = { N }, backoff = "none")]
impl<T: Copy, const N: u32> Of<'_, T, N>
where
    [T; 1]: Sized,
{
    /// Whatever is generic.
    fn generic<U: From<T>>(&self) -> Result<(u32, U), Busy> {
        Ok((self.0.call()?, self.1.into()))
    }

    #[retry_attr::retry(skip)]
    fn once(&self) -> Result<u32, Busy> {
        self.0.call()
    }
}

#[test]
fn a_generic_impl() {
    assert_attempts!(5, |calls| Of::<_, 5>(calls, 1_u8)
        .generic::<u64>()
        .map(|(number, one)| number * u32::try_from(one).unwrap()));
    assert_eq!(Of::<_, 5>(&Calls::never(), ()).once(), Err(Busy(1)));
}

/// Methods and types as fragments of a macro.
macro_rules! blocks {
    ($($attribute:meta)? => $Type:ty { $($method:item)* }) => {
        $(#[$attribute])?
        impl $Type { $($method)* }
    };
}

struct Made<'a>(&'a Calls);

blocks! {
    retry(backoff = "none") => Made<'_> {
        fn call(&self) -> Result<u32, Busy> {
            self.0.call()
        }

        #[retry(skip)]
        fn once(&self) -> Result<u32, Busy> {
            self.0.call()
        }
    }
}

#[test]
fn a_block_that_a_macro_writes() {
    assert_attempts!(3, |calls| Made(calls).call());
    assert_eq!(Made(&Calls::never()).once(), Err(Busy(1)));
}

#[async_trait]
trait Ask: Send + Sync + Sized {
    async fn shared(&self, text: &str) -> Result<u32, Busy>;
    async fn unique(&mut self, seen: &mut u32) -> Result<u32, Busy>;
    async fn owned(self, text: String) -> Result<u32, Busy>;
    async fn owned_mut(self) -> Result<u32, Busy>;
    async fn arc(self: Arc<Self>) -> Result<u32, Busy>;
    async fn values(&self, text: String, list: Vec<u32>, number: u32) -> Result<u32, Busy>;
    async fn patterns(&self, pair: (String, u32), flag: bool) -> Result<u32, Busy>;
    async fn generic<T: Into<String> + Clone + Send + 'static>(&self, t: T) -> Result<u32, Busy>;
    async fn named<'a, 'b>(&'a self, text: &'b str) -> Result<(&'b str, u32), Busy>
    where
        'b: 'a;
    async fn wait(&self);
    fn blocking(&self) -> Result<u32, Busy>;
}

/// A type and its block, with these attributes above it.
macro_rules! asks {
    ($Type:ident: $($attribute:meta),*) => {
        #[derive(Clone)]
        struct $Type<'a> {
            calls: &'a Calls,
            seen: u32,
        }

        $(#[$attribute])*
        impl Ask for $Type<'_> {
            async fn shared(&self, text: &str) -> Result<u32, Busy> {
                assert_eq!(text, "text");
                self.calls.call_async().await
            }

            async fn unique(&mut self, seen: &mut u32) -> Result<u32, Busy> {
                self.seen += 1;
                *seen += 1;
                assert_eq!(*seen, self.seen, "changes stay");
                let number = self.calls.call_async().await?;
                Ok(number)
            }

            async fn owned(self, text: String) -> Result<u32, Busy> {
                assert_eq!(text.into_bytes(), b"text");
                self.calls.call_async().await
            }

            async fn owned_mut(mut self) -> Result<u32, Busy> {
                self.seen += 1;
                assert_eq!(self.seen, 1, "starts from the caller's value");
                self.calls.call_async().await
            }

            async fn arc(self: Arc<Self>) -> Result<u32, Busy> {
                self.calls.call_async().await
            }

            async fn values(&self, text: String, list: Vec<u32>, mut number: u32) -> Result<u32, Busy> {
                drop(text);
                number += 1;
                let Some(first) = list.into_iter().next() else {
                    return Err(Busy(number));
                };
                assert_eq!((first, number), (1, 10));
                self.calls.call_async().await
            }

            async fn patterns(&self, (left, mut right): (String, u32), _: bool) -> Result<u32, Busy> {
                right += 1;
                assert_eq!((left.into_bytes(), right), (b"text".to_vec(), 2));
                self.calls.call_async().await
            }

            async fn generic<T: Into<String> + Clone + Send + 'static>(&self, text: T) -> Result<u32, Busy> {
                assert_eq!(text.into(), "text");
                self.calls.call_async().await
            }

            async fn named<'a, 'b>(&'a self, text: &'b str) -> Result<(&'b str, u32), Busy>
            where
                'b: 'a,
            {
                Ok((text, self.calls.call_async().await?))
            }

            async fn wait(&self) {
                let _ = self.calls.call_async().await;
            }

            #[retry(backoff = "none", max = 2)]
            fn blocking(&self) -> Result<u32, Busy> {
                self.calls.call()
            }
        }

        impl $Type<'_> {
            async fn check() {
                fn new(calls: &Calls) -> $Type<'_> {
                    $Type { calls, seen: 0 }
                }
                let text = || "text".to_owned();
                assert_attempts_async!(|calls| new(calls).shared("text"));
                assert_attempts_async!(|calls| new(calls).unique(&mut 0));
                assert_attempts_async!(|calls| new(calls).owned(text()));
                assert_attempts_async!(|calls| new(calls).owned_mut());
                assert_attempts_async!(|calls| Arc::new(new(calls)).arc());
                assert_attempts_async!(|calls| new(calls).values(text(), vec![1, 2], 9));
                assert_attempts_async!(|calls| new(calls).patterns((text(), 1), true));
                assert_attempts_async!(|calls| new(calls).generic("text"));
                let calls = Calls::third();
                assert_eq!(new(&calls).named("text").await, Ok(("text", 3)));
                let calls = Calls::never();
                new(&calls).wait().await;
                assert_eq!(calls.made(), 1);
                assert_eq!(new(&calls).blocking(), Err(Busy(3)));
            }
        }
    };
}

asks!(Above: async_trait, retry);
asks!(Below: retry, async_trait);

#[tokio::test(start_paused = true)]
async fn below_async_trait() {
    Above::check().await;
}

#[tokio::test(start_paused = true)]
async fn above_async_trait() {
    Below::check().await;
}

/// Not `Clone`.
struct Unique<'a>(&'a Calls);

impl Unique<'_> {
    /// A method whose name does not tell that it borrows.
    fn looked_at(&self) -> &Calls {
        self.0
    }
}

#[async_trait]
trait Lend {
    async fn lent(self, note: Note) -> Result<u32, Busy>;
}

struct Note(&'static str);

#[retry]
#[async_trait]
impl Lend for Unique<'_> {
    async fn lent(self, note: Note) -> Result<u32, Busy> {
        assert_eq!(note.0, "text");
        self.looked_at().call_async().await
    }
}

#[tokio::test(start_paused = true)]
async fn a_receiver_that_is_not_clone() {
    assert_attempts_async!(|calls| Unique(calls).lent(Note("text")));
}

/// Without a crate's help.
trait Plain {
    fn ask(&self, text: String) -> impl Future<Output = Result<u32, Busy>> + Send;
}

#[retry]
impl Plain for Calls {
    async fn ask(&self, text: String) -> Result<u32, Busy> {
        drop(text);
        self.call_async().await
    }
}

#[tokio::test(start_paused = true)]
async fn an_async_method_of_a_trait() {
    assert_attempts_async!(|calls| calls.ask(String::new()));
}
