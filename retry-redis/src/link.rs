//! How Redis is reached, and again after it was lost.

use std::sync::Arc;
use std::time::Duration;

use redis::aio::MultiplexedConnection;
use redis::{AsyncConnectionConfig, Client, ErrorKind, RedisError, RedisResult};
use retry_attr::{Classification, Jitter, Policy};

use crate::status::Counts;

/// The longest that Redis may take, to connect or to answer.
const PATIENCE: Duration = Duration::from_secs(1);

/// As long as it takes. Spread out, as all processes lose a server at once.
const RECONNECT: Policy = Policy::new()
    .max(u32::MAX)
    .base(Duration::from_millis(100))
    .cap(Duration::from_secs(5))
    .jitter(Jitter::Full);

#[derive(Clone, Debug)]
pub(crate) struct Link {
    pub(crate) client: Client,
    pub(crate) counts: Arc<Counts>,
}

impl Link {
    /// Tries once.
    pub(crate) async fn connect(&self) -> RedisResult<MultiplexedConnection> {
        let config = AsyncConnectionConfig::new()
            .set_connection_timeout(Some(PATIENCE))
            .set_response_timeout(Some(PATIENCE));
        let connected = self
            .client
            .get_multiplexed_async_connection_with_config(&config)
            .await;
        match &connected {
            Ok(_) => self.counts.get().connections += 1,
            Err(error) => self.counts.fault(error),
        }
        connected
    }

    /// Tries until it succeeds.
    pub(crate) async fn reconnect(&self) -> MultiplexedConnection {
        // Whatever it is, someone may put it right: the password too.
        let any = |_: &RedisError| Classification::Transient;
        loop {
            if let Ok(connection) = RECONNECT.run_with(any, || self.connect()).await {
                return connection;
            }
        }
    }
}

/// Whether a connection is of no use after that.
pub(crate) fn is_lost(error: &RedisError) -> bool {
    // What the server says of a command, such as that a key has another type, it says on a sound connection.
    !matches!(error.kind(), ErrorKind::Server(_) | ErrorKind::Extension)
}
