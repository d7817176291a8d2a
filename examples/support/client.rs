//! Clients of reqwest.

use reqwest::{Client, ClientBuilder, Result};

/// For the server in this process: without proxies or certificates.
///
/// # Errors
///
/// If the client cannot be built.
pub fn local() -> Result<Client> {
    let builder = builder().no_proxy();
    #[cfg(feature = "tls")]
    let builder = builder.tls_certs_only([]);
    builder.build()
}

/// For any server.
pub fn builder() -> ClientBuilder {
    // reqwest is built without cryptography here, and uses what the process installs. Installing it twice does no harm.
    #[cfg(feature = "tls")]
    let _ = rustls::crypto::ring::default_provider().install_default();
    Client::builder()
}
