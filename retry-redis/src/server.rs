//! Which Redis it is: one server, a cluster, or the master that sentinels know.

use std::fmt;
use std::panic::{RefUnwindSafe, UnwindSafe};
use std::time::Duration;

use redis::aio::MultiplexedConnection;
use redis::{AsyncConnectionConfig, Client, FromRedisValue, RedisResult, ScriptInvocation};
#[cfg(feature = "cluster")]
use redis::{cluster::ClusterClient, cluster_async::ClusterConnection};

#[cfg(feature = "sentinel")]
use crate::sentinel::Sentinels;

/// The longest that Redis may take, to connect or to answer.
const PATIENCE: Duration = Duration::from_secs(1);

#[derive(Clone)]
pub(crate) enum Server {
    One(Client),
    #[cfg(feature = "cluster")]
    Cluster(ClusterClient),
    #[cfg(feature = "sentinel")]
    Master(Sentinels),
}

impl Server {
    pub(crate) fn one(url: &str) -> RedisResult<Self> {
        Client::open(url).map(Self::One)
    }

    #[cfg(feature = "cluster")]
    pub(crate) fn cluster(nodes: &[&str]) -> RedisResult<Self> {
        let client = ClusterClient::builder(nodes.iter().copied())
            .connection_timeout(PATIENCE)
            .response_timeout(PATIENCE)
            // Enough to follow a slot that has moved. Whoever is not there is asked again at the next beat.
            .retries(2)
            .min_retry_wait(10)
            .max_retry_wait(100)
            .build()?;
        Ok(Self::Cluster(client))
    }

    #[cfg(feature = "sentinel")]
    pub(crate) fn master(sentinels: &[&str], master: &str) -> RedisResult<Self> {
        Sentinels::new(sentinels, master).map(Self::Master)
    }

    pub(crate) async fn connect(&self) -> RedisResult<Connection> {
        match self {
            Self::One(client) => connect(client).await,
            #[cfg(feature = "cluster")]
            Self::Cluster(client) => client.get_async_connection().await.map(Connection::Cluster),
            #[cfg(feature = "sentinel")]
            Self::Master(sentinels) => connect(&sentinels.master().await?).await,
        }
    }
}

async fn connect(client: &Client) -> RedisResult<Connection> {
    let config = AsyncConnectionConfig::new()
        .set_connection_timeout(Some(PATIENCE))
        .set_response_timeout(Some(PATIENCE));
    let connected = client.get_multiplexed_async_connection_with_config(&config);
    connected.await.map(Connection::One)
}

// As without a cluster, whose client has settings that may not be. A feature must not take them away from a fleet.
impl UnwindSafe for Server {}
impl RefUnwindSafe for Server {}

impl fmt::Debug for Server {
    /// Without what may be secret.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::One(_) => "one server",
            #[cfg(feature = "cluster")]
            Self::Cluster(_) => "a cluster",
            #[cfg(feature = "sentinel")]
            Self::Master(_) => "the master of sentinels",
        })
    }
}

pub(crate) enum Connection {
    One(MultiplexedConnection),
    #[cfg(feature = "cluster")]
    Cluster(ClusterConnection),
}

impl Connection {
    pub(crate) async fn invoke<T: FromRedisValue>(
        &mut self,
        script: &ScriptInvocation<'_>,
    ) -> RedisResult<T> {
        match self {
            Self::One(connection) => script.invoke_async(connection).await,
            #[cfg(feature = "cluster")]
            Self::Cluster(connection) => script.invoke_async(connection).await,
        }
    }
}

impl fmt::Debug for Connection {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a connection")
    }
}
