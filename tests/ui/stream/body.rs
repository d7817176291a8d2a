use futures_util::stream::{self, BoxStream, Stream, StreamExt};
use retry_attr::retry;

#[retry(stream)]
fn other_items() -> impl Stream<Item = Result<u8, String>> {
    stream::iter([Ok::<char, String>('a')])
}

#[retry(stream)]
fn boxed(text: String) -> BoxStream<'static, Result<u8, String>> {
    let bytes = text.as_bytes();
    stream::iter(bytes).map(|byte| Ok(*byte)).boxed()
}

#[retry(stream)]
async fn other_items_later() -> Result<impl Stream<Item = Result<u8, String>>, String> {
    Ok(stream::iter([Ok::<char, String>('a')]))
}

#[retry(stream)]
fn no_clone(text: NoClone) -> impl Stream<Item = Result<u8, String>> {
    stream::iter(text.into_bytes()).map(Ok)
}

struct NoClone(Vec<u8>);

impl NoClone {
    fn into_bytes(self) -> Vec<u8> {
        self.0
    }
}

fn main() {
    drop((other_items(), boxed(String::new()), other_items_later(), no_clone(NoClone(Vec::new()))));
}
