use futures_util::Stream;
use retry_attr::retry;

fn other() -> impl Stream<Item = Result<u8, String>> {
    futures_util::stream::empty()
}

#[retry(stream, fallback = other)]
fn fallback() -> impl Stream<Item = Result<u8, String>> {
    other()
}

#[retry(stream, last_error = last)]
fn last_error() -> impl Stream<Item = Result<u8, String>> {
    other()
}

static UPSTREAM: retry_attr::Upstream = retry_attr::Upstream::new("test");

#[retry(stream, upstream = UPSTREAM)]
fn upstream() -> impl Iterator<Item = Result<u8, String>> {
    std::iter::empty()
}

fn main() {}
