//! How Redis is reached, and again after it was lost.

use std::sync::Arc;
use std::time::Duration;

use redis::{ErrorKind, RedisError, RedisResult, ServerErrorKind};
use retry_attr::{Classification, Jitter, Policy};

use crate::server::{Connection, Server};
use crate::status::Counts;

/// As long as it takes. Spread out, as all processes lose a server at once.
const RECONNECT: Policy = Policy::new()
    .max(u32::MAX)
    .base(Duration::from_millis(100))
    .cap(Duration::from_secs(5))
    .jitter(Jitter::Full);

#[derive(Clone, Debug)]
pub(crate) struct Link {
    pub(crate) server: Server,
    pub(crate) counts: Arc<Counts>,
}

impl Link {
    /// Tries once.
    pub(crate) async fn connect(&self) -> RedisResult<Connection> {
        let connected = self.server.connect().await;
        match &connected {
            Ok(_) => self.counts.get().connections += 1,
            Err(error) => self.counts.fault(error),
        }
        connected
    }

    /// Tries until it succeeds.
    pub(crate) async fn reconnect(&self) -> Connection {
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
    // What the server says of a command, such as that a key has another type, it says on a sound connection. But a master
    // that became a replica says so of every command.
    match error.kind() {
        ErrorKind::Server(said) => said == ServerErrorKind::ReadOnly,
        kind => kind != ErrorKind::Extension,
    }
}
