use futures_util::stream::{self, BoxStream, Stream, StreamExt};
use retry_attr::retry;

#[retry(stream)]
fn sync() -> Result<BoxStream<'static, Result<u8, String>>, String> {
    Ok(stream::empty().boxed())
}

#[retry(stream)]
async fn without_a_result() -> impl Stream<Item = Result<u8, String>> {
    stream::empty()
}

#[retry(stream)]
async fn option() -> Option<BoxStream<'static, Result<u8, String>>> {
    Some(stream::empty().boxed())
}

#[retry(stream)]
fn items_not_said() -> impl Stream {
    stream::empty::<u8>()
}

fn main() {
    drop((sync(), without_a_result(), option(), items_not_said()));
}
