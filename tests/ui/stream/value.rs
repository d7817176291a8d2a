use futures_util::stream::{self, Stream};
use retry_attr::retry;

#[retry(stream = "first")]
fn text() -> impl Stream<Item = Result<u8, String>> {
    stream::empty()
}

#[retry(stream = true)]
fn boolean() -> impl Stream<Item = Result<u8, String>> {
    stream::empty()
}

#[retry(stream =)]
fn nothing() -> impl Stream<Item = Result<u8, String>> {
    stream::empty()
}

#[retry(stream(first))]
fn list() -> impl Stream<Item = Result<u8, String>> {
    stream::empty()
}

fn main() {
    drop((text(), boolean(), nothing(), list()));
}
