//! Sentinels, and how the master is found through them.

use redis::sentinel::{Sentinel, SentinelNodeConnectionInfo};
use redis::{
    Client, ConnectionAddr, ConnectionInfo, ErrorKind, IntoConnectionInfo, RedisResult, TlsMode,
};

#[derive(Clone)]
pub(crate) struct Sentinels {
    addresses: Vec<ConnectionInfo>,
    /// The name of the master, and how to connect to whichever server it is.
    name: String,
    node: SentinelNodeConnectionInfo,
}

impl Sentinels {
    /// `master` is a URL with the name of the master in place of a host.
    pub(crate) fn new(sentinels: &[&str], master: &str) -> RedisResult<Self> {
        let sentinels = sentinels
            .iter()
            .map(|url| url.into_connection_info())
            .collect::<RedisResult<Vec<_>>>()?;
        // It says what is wrong with them.
        Sentinel::build(sentinels.clone())?;
        let master = master.into_connection_info()?;
        let node = SentinelNodeConnectionInfo::default()
            .set_redis_connection_info(master.redis_settings().clone());
        let (name, node) = match master.addr() {
            ConnectionAddr::Tcp(name, _) => (name, node),
            ConnectionAddr::TcpTls { host, insecure, .. } => {
                let mode = if *insecure {
                    TlsMode::Insecure
                } else {
                    TlsMode::Secure
                };
                (host, node.set_tls_mode(mode))
            }
            _ => {
                let what = "the URL of a master has its name in place of a host";
                return Err((ErrorKind::InvalidClientConfig, what).into());
            }
        };
        Ok(Self {
            addresses: sentinels,
            name: name.clone(),
            node,
        })
    }

    /// Asks the sentinels, one after another, until one knows the master.
    pub(crate) async fn master(&self) -> RedisResult<Client> {
        let mut sentinel = Sentinel::build(self.addresses.clone())?;
        sentinel
            .async_master_for(&self.name, Some(&self.node))
            .await
    }
}
