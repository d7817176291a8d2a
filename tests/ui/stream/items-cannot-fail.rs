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

fn main() {
    drop((later(), itself()));
}
