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

/// A fleet: processes that share their upstreams through one Redis.
///
/// A clone is the same fleet. When the last clone is dropped, this process leaves the fleet and its upstreams are its
/// own again.
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
    /// Connects to Redis. The URL is `redis://[user][:password@]host[:port][/database]` or `redis+unix:///path`, and
    /// with the feature `tls` also `rediss://`.
    ///
    /// This makes one attempt, which takes at most about a second. If Redis is not there, that is not an error: the
    /// fleet keeps trying as long as it shares something, and [`status`](Self::status) shows the faults.
    ///
    /// # Errors
    ///
    /// Returns an error if the URL is invalid or its kind is not supported.
    ///
    /// # Panics
    ///
    /// Panics outside of a tokio runtime, or in one without I/O and a timer.
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

    /// Shares an upstream, a `&'static Upstream` or an `Arc<Upstream>`, with all processes that share one of the same
    /// name. Returns the fleet.
    ///
    /// This starts a task in the runtime in which [`connect`](Self::connect) was called, with its own connection. An
    /// upstream can be in only one fleet at a time. All processes should give it the same budget.
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

    /// Returns what is shared, and the faults of Redis so far.
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

/// The error of a Redis URL that is invalid or of a kind that is not supported.
#[derive(Debug)]
pub struct InvalidUrl(RedisError);

impl fmt::Display for InvalidUrl {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("not a usable Redis URL")
    }
}

impl Error for InvalidUrl {
    fn source(&self) -> Option<&(dyn Error + 'static)> {
        Some(&self.0)
    }
}
