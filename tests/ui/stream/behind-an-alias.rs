use std::pin::Pin;

use futures_util::stream::{self, Stream};
use retry_attr::retry;

type Chunks = Pin<Box<dyn Stream<Item = Result<u8, String>>>>;

#[retry(stream)]
fn sync() -> Chunks {
    Box::pin(stream::empty())
}

#[retry(stream)]
async fn later() -> Chunks {
    Box::pin(stream::empty())
}

fn main() {
    drop((sync(), later()));
}
