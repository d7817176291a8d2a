//! What users see: a fleet, and the upstreams that it shares.

use std::error::Error;
use std::fmt;
use std::ops::Deref;
use std::sync::{Arc, Mutex, PoisonError};

use redis::{RedisError, RedisResult};
use retry_attr::Upstream;
use tokio::runtime::Handle;
use tokio::task::AbortHandle;

use crate::link::Link;
use crate::member::Member;
use crate::server::{Connection, Server};
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
    first: Mutex<Option<Connection>>,
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
        Self::of(Server::one(url)).await
    }

    /// Connects to a Redis cluster. The URLs are those of some of its nodes, `redis://[user][:password@]host[:port]`, from
    /// which the others are found. The user and the password must be the same for all.
    ///
    /// Otherwise like [`connect`](Self::connect).
    ///
    /// # Errors
    ///
    /// Returns an error if there is no URL, if one is invalid or its kind is not supported, or if they do not agree.
    ///
    /// # Panics
    ///
    /// Panics outside of a tokio runtime, or in one without I/O and a timer.
    ///
    /// # Example
    ///
    /// ```no_run
    /// # async fn example() -> Result<(), Box<dyn std::error::Error>> {
    /// use retry_attr_redis::Fleet;
    ///
    /// let fleet = Fleet::connect_cluster(&["redis://node-1:6379", "redis://node-2:6379"]).await?;
    /// # Ok(())
    /// # }
    /// ```
    #[cfg(feature = "cluster")]
    #[cfg_attr(retry_attr_docs, doc(cfg(feature = "cluster")))]
    pub async fn connect_cluster(nodes: &[&str]) -> Result<Self, InvalidUrl> {
        Self::of(Server::cluster(nodes)).await
    }

    /// Connects to the master that Redis sentinels watch, and after a fail-over to the new one.
    ///
    /// The URLs of the sentinels are `redis://[user][:password@]host[:port]`. That of the master has its name in place of
    /// a host: `redis://[user][:password@]name[/database]`. Each has its own user and password. Sentinels are asked one
    /// after another until one answers, which may take a second for each that is not there.
    ///
    /// Otherwise like [`connect`](Self::connect).
    ///
    /// # Errors
    ///
    /// Returns an error if there is no sentinel, or if a URL is invalid or its kind is not supported.
    ///
    /// # Panics
    ///
    /// Panics outside of a tokio runtime, or in one without I/O and a timer.
    ///
    /// # Example
    ///
    /// ```no_run
    /// # async fn example() -> Result<(), Box<dyn std::error::Error>> {
    /// use retry_attr_redis::Fleet;
    ///
    /// let sentinels = ["redis://sentinel-1:26379", "redis://sentinel-2:26379"];
    /// let fleet = Fleet::connect_sentinel(&sentinels, "redis://:password@mymaster").await?;
    /// # Ok(())
    /// # }
    /// ```
    #[cfg(feature = "sentinel")]
    #[cfg_attr(retry_attr_docs, doc(cfg(feature = "sentinel")))]
    pub async fn connect_sentinel(sentinels: &[&str], master: &str) -> Result<Self, InvalidUrl> {
        Self::of(Server::master(sentinels, master)).await
    }

    async fn of(server: RedisResult<Server>) -> Result<Self, InvalidUrl> {
        let link = Link {
            server: server.map_err(InvalidUrl)?,
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
