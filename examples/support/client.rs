//! Clients of reqwest.

use reqwest::{Client, ClientBuilder, Result};

/// For the server in this process: neither proxies nor certificates are looked for.
///
/// # Errors
///
/// If there is no such client.
pub fn local() -> Result<Client> {
    let builder = builder().no_proxy();
    #[cfg(feature = "tls")]
    let builder = builder.tls_certs_only([]);
    builder.build()
}

/// For any server.
pub fn builder() -> ClientBuilder {
    // reqwest comes without cryptography here, and takes what the process installs. Twice does no harm.
    #[cfg(feature = "tls")]
    let _ = rustls::crypto::ring::default_provider().install_default();
    Client::builder()
}
