//! What users see: a fleet, and the upstreams that it shares.

use std::error::Error;
use std::fmt;
use std::ops::Deref;
use std::sync::{Arc, Mutex, PoisonError};

use redis::aio::MultiplexedConnection;
use redis::{Client, RedisError};
use retry_attr::Upstream;
use tokio::runtime::Handle;
use tokio::task::AbortHandle;

use crate::link::Link;
use crate::member::Member;
use crate::status::{Counts, Status};

/// The processes that share their upstreams through one Redis.
///
/// A clone is the same fleet. When the last is dropped this process leaves it, and its upstreams are its own again.
///
/// # Example
///
/// ```no_run
/// use retry_attr::{Upstream, policies, retry};
/// use retry_attr_redis::Fleet;
///
/// static OPENAI: Upstream = Upstream::new("openai");
///
/// #[retry(policy = policies::AI, upstream = OPENAI)]
/// async fn embed(text: &str) -> Result<Vec<f32>, std::io::Error> {
///     Ok(vec![text.len() as f32])
/// }
///
/// #[tokio::main]
/// async fn main() -> Result<(), Box<dyn std::error::Error>> {
///     let _fleet = Fleet::connect("redis://localhost").await?.share(&OPENAI);
///     embed("A retry decides for one call.").await?;
///     Ok(())
/// }
/// ```
#[derive(Clone, Debug)]
pub struct Fleet(Arc<Inner>);

#[derive(Debug)]
struct Inner {
    link: Link,
    /// For the first that needs it.
    first: Mutex<Option<MultiplexedConnection>>,
    runtime: Handle,
    tasks: Mutex<Vec<AbortHandle>>,
}

impl Fleet {
    /// Connects to a Redis: `redis://[user][:password@]host[:port][/database]`, `redis+unix:///path`, and with the feature
    /// `tls` also `rediss://`.
    ///
    /// It tries once, for at most about a second. A Redis that is not there is no error: it is looked for as long as
    /// something is shared, and [`status`](Self::status) tells.
    ///
    /// # Errors
    ///
    /// If the address is none, or of a kind that is not supported.
    ///
    /// # Panics
    ///
    /// Outside of a tokio runtime, or in one without I/O and a timer.
    pub async fn connect(url: &str) -> Result<Self, InvalidUrl> {
        let link = Link {
            client: Client::open(url).map_err(InvalidUrl)?,
            counts: Arc::new(Counts::default()),
        };
        let first = link.connect().await.ok();
        Ok(Self(Arc::new(Inner {
            link,
            first: Mutex::new(first),
            runtime: Handle::current(),
            tasks: Mutex::default(),
        })))
    }

    /// Shares an upstream with all processes that share one of the same name: a `&'static Upstream` or an
    /// `Arc<Upstream>`. Returns the fleet.
    ///
    /// A task of the runtime in which [`connect`](Self::connect) was called does so, over a connection of its own. An
    /// upstream is in one fleet at a time. All processes should give it the same budget.
    #[allow(clippy::return_self_not_must_use)] // often there is one already
    pub fn share<U>(&self, upstream: U) -> Self
    where
        U: Deref<Target = Upstream> + Send + Sync + 'static,
    {
        let fleet = &self.0;
        let first = lock(&fleet.first).take();
        let member = Member::new(upstream, fleet.link.clone());
        let task = fleet.runtime.spawn(member.exchange(first));
        lock(&fleet.tasks).push(task.abort_handle());
        self.clone()
    }

    /// Shows whether it works.
    #[must_use]
    pub fn status(&self) -> Status {
        self.0.link.counts.get().clone()
    }
}

impl Drop for Inner {
    fn drop(&mut self) {
        for task in lock(&self.tasks).iter() {
            task.abort();
        }
    }
}

fn lock<T>(mutex: &Mutex<T>) -> std::sync::MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

/// The address of a Redis that is none, or of a kind that is not supported.
#[derive(Debug)]
pub struct InvalidUrl(RedisError);

impl fmt::Display for InvalidUrl {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("not the address of a Redis that can be used")
    }
}

impl Error for InvalidUrl {
    fn source(&self) -> Option<&(dyn Error + 'static)> {
        Some(&self.0)
    }
}
