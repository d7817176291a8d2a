//! Clients of reqwest.

use reqwest::{Client, ClientBuilder, Result};

/// For the server in this process: neither proxies nor certificates are looked for.
///
/// # Errors
///
/// If there is no such client.
pub fn local() -> Result<Client> {
    builder().no_proxy().tls_certs_only([]).build()
}

/// For any server.
pub fn builder() -> ClientBuilder {
    // reqwest comes without cryptography here, and takes what the process installs. Twice does no harm.
    let _ = rustls::crypto::ring::default_provider().install_default();
    Client::builder()
}
