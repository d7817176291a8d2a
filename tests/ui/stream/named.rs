use futures_util::stream::{self, Empty};
use retry_attr::retry;

#[retry(stream)]
async fn ask() -> Result<Empty<Result<u8, String>>, String> {
    Ok(stream::empty())
}

fn main() {
    drop(ask());
}
