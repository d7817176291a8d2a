//! Real streams of bytes: failures before, at and after the first item, and silence.

use std::io::{Read, Write};
use std::net::TcpListener;
use std::sync::mpsc;
use std::thread;
use std::time::Duration;

use bytes::Bytes;
use futures_util::{Stream, StreamExt, TryStreamExt};
use reqwest::Client;
use retry_attr::{Classification, Classify, TimedOut, retry};
use test_support::{Answer, Server};

use super::all;

#[derive(Debug)]
enum Error {
    Http,
    Cut,
}

impl Classify for Error {
    fn classify(&self) -> Classification {
        Classification::Transient
    }
}

impl From<reqwest::Error> for Error {
    fn from(_: reqwest::Error) -> Self {
        Self::Http
    }
}

impl From<TimedOut> for Error {
    fn from(_: TimedOut) -> Self {
        Self::Cut
    }
}

fn client() -> Client {
    let builder = Client::builder().no_proxy();
    #[cfg(feature = "tls")]
    let builder = {
        let _ = rustls::crypto::ring::default_provider().install_default();
        builder.tls_certs_only([])
    };
    builder.build().unwrap()
}

#[retry(base = "1ms", stream = |bytes| bytes != "ping")]
async fn ask(
    client: &Client,
    url: &str,
) -> Result<impl Stream<Item = reqwest::Result<Bytes>> + use<>, Error> {
    let response = client.get(url).send().await?.error_for_status()?;
    Ok(response.bytes_stream())
}

/// The texts that are read, and whether an error ends them.
async fn read(stream: impl Stream<Item = reqwest::Result<Bytes>>) -> (String, bool) {
    let items = all(stream).await;
    let texts: Vec<&[u8]> = items.iter().flatten().map(|bytes| &bytes[..]).collect();
    let text = String::from_utf8(texts.concat()).unwrap();
    (text, items.iter().any(Result::is_err))
}

#[tokio::test]
async fn failures_before_and_at_the_first_item_are_retried_and_none_after_it() {
    let server = Server::start([
        Answer::new(503, ""),
        Answer::new(200, "").breaking_off(),
        Answer::new(200, "ping").breaking_off(),
        Answer::new(200, "ping").then("a").then("b").breaking_off(),
    ]);
    let with_four = ask_four(&client(), &server.url).await.unwrap();
    assert_eq!(read(with_four).await, ("pingab".to_owned(), true));
    assert_eq!(server.count(), 4);
}

#[retry(max = 4, base = "1ms", stream = |bytes| bytes != "ping")]
async fn ask_four(
    client: &Client,
    url: &str,
) -> Result<impl Stream<Item = reqwest::Result<Bytes>> + use<>, Error> {
    let response = client.get(url).send().await?.error_for_status()?;
    Ok(response.bytes_stream())
}

#[tokio::test]
async fn the_last_error_of_a_stream_is_the_functions() {
    let server = Server::start([Answer::new(200, "ping").breaking_off()]);
    let result = ask(&client(), &server.url).await.map(drop);
    assert!(matches!(result, Err(Error::Http)), "{result:?}");
    assert_eq!(server.count(), 3);
}

#[retry(base = "1ms", stream)]
fn ask_itself(client: Client, url: String) -> impl Stream<Item = Result<Bytes, Error>> {
    let request = client.get(url);
    futures_util::stream::once(async { request.send().await?.error_for_status() })
        .map_ok(reqwest::Response::bytes_stream)
        .try_flatten()
        .err_into()
}

#[tokio::test]
async fn a_stream_that_sends_when_it_is_polled() {
    let server = Server::start([
        Answer::new(503, ""),
        Answer::new(200, "").breaking_off(),
        Answer::new(200, "a").then("b").breaking_off(),
    ]);
    let items = all(ask_itself(client(), server.url.clone())).await;
    assert!(matches!(&items[..], [Ok(a), Ok(b), Err(Error::Http)] if a == "a" && b == "b"));
    assert_eq!(server.count(), 3);
}

#[retry(base = "1ms", timeout = "300ms", stream)]
async fn ask_in_time(
    client: &Client,
    url: &str,
) -> Result<impl Stream<Item = reqwest::Result<Bytes>> + use<>, Error> {
    Ok(client.get(url).send().await?.bytes_stream())
}

#[tokio::test]
async fn silence_before_the_first_item_is_cut_and_none_after_it() {
    let server = Server::start([
        Answer::new(200, "").stalling(),
        Answer::new(200, "a")
            .then("b")
            .pausing(Duration::from_millis(200)),
    ]);
    let stream = ask_in_time(&client(), &server.url).await.unwrap();
    assert_eq!(read(stream).await, ("ab".to_owned(), false));
    assert_eq!(server.count(), 2);

    let server = Server::start([Answer::new(200, "").stalling()]);
    let result = ask_in_time(&client(), &server.url).await.map(drop);
    assert!(matches!(result, Err(Error::Cut)), "{result:?}");
}

/// Answers two requests, the second with an item, and returns when each connection was closed by the client.
fn serve_until_closed(listener: &TcpListener) {
    for item in ["", "1\r\na\r\n"] {
        let (mut connection, _) = listener.accept().unwrap();
        let mut request = [0; 1024];
        assert!(connection.read(&mut request).unwrap() > 0);
        let head = "HTTP/1.1 200 \r\ntransfer-encoding: chunked\r\n\r\n";
        connection
            .write_all((head.to_owned() + item).as_bytes())
            .unwrap();
        // The end, or a reset.
        assert_eq!(connection.read(&mut request).unwrap_or(0), 0);
    }
}

#[tokio::test]
async fn a_stream_that_is_cut_or_dropped_closes_its_connection() {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let url = format!("http://{}", listener.local_addr().unwrap());
    let (sender, closed) = mpsc::channel();
    thread::spawn(move || {
        serve_until_closed(&listener);
        sender.send(())
    });
    let mut stream = ask_in_time(&client(), &url).await.unwrap();
    assert_eq!(stream.next().await.unwrap().unwrap(), "a");
    drop(stream);
    let closed = move || closed.recv_timeout(Duration::from_secs(10));
    tokio::task::spawn_blocking(closed).await.unwrap().unwrap();
}
