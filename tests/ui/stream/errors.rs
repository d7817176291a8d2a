use futures_util::stream::{self, Stream};
use retry_attr::retry;

#[derive(Debug)]
struct Failure;

#[retry(stream)]
async fn another_error() -> Result<impl Stream<Item = Result<u8, String>>, Failure> {
    Ok(stream::empty::<Result<u8, String>>())
}

#[retry(timeout = "1s", stream)]
fn no_error_for_a_cut_attempt() -> impl Stream<Item = Result<u8, Failure>> {
    stream::empty()
}

fn main() {
    drop((another_error(), no_error_for_a_cut_attempt()));
}
