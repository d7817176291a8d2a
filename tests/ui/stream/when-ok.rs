use futures_util::stream::{self, Stream};
use retry_attr::retry;

#[retry(stream, when_ok = |_| true)]
async fn ask() -> Result<impl Stream<Item = Result<u8, String>>, String> {
    Ok(stream::empty())
}

fn main() {
    drop(ask());
}
