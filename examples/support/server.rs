//! A web server in this process, on a thread and a runtime of its own.

use std::io;
use std::net::{Ipv4Addr, TcpListener};
use std::thread;

use axum::Router;

/// Serves on a free port until the process ends. Returns the URL of the root.
pub(crate) fn start(app: Router) -> io::Result<String> {
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0))?;
    listener.set_nonblocking(true)?;
    let url = format!("http://{}", listener.local_addr()?);
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()?;
    thread::spawn(move || {
        runtime.block_on(async {
            let listener = tokio::net::TcpListener::from_std(listener)?;
            axum::serve(listener, app).await
        })
    });
    Ok(url)
}
