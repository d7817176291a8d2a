use futures_util::stream::{self, Stream};
use retry_attr::retry;

#[retry(stream)]
async fn later() -> Result<impl Stream<Item = u8>, String> {
    Ok(stream::empty())
}

#[retry(stream)]
fn itself() -> impl Stream<Item = u8> {
    stream::empty()
}

struct Event;

#[retry(stream)]
fn events() -> impl Stream<Item = Event> {
    stream::empty()
}

#[retry(stream)]
fn events_of_an_iterator() -> impl Iterator<Item = Event> {
    std::iter::empty()
}

fn main() {
    drop((later(), itself(), events(), events_of_an_iterator()));
}
