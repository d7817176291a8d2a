use futures_util::stream::{self, Stream};
use retry_attr::retry;

fn of_text(text: &String) -> bool {
    text.is_empty()
}

async fn later(byte: &u8) -> bool {
    *byte > 0
}

#[retry(stream = of_text)]
async fn of_another_type() -> Result<impl Stream<Item = Result<u8, String>>, String> {
    Ok(stream::empty::<Result<u8, String>>())
}

#[retry(stream = |byte| *byte)]
async fn no_bool() -> Result<impl Stream<Item = Result<u8, String>>, String> {
    Ok(stream::empty::<Result<u8, String>>())
}

#[retry(stream = later)]
async fn asynchronous() -> Result<impl Stream<Item = Result<u8, String>>, String> {
    Ok(stream::empty::<Result<u8, String>>())
}

#[retry(stream = of_text)]
fn of_another_type_itself() -> impl Stream<Item = Result<u8, String>> {
    stream::empty::<Result<u8, String>>()
}

#[retry(stream = later)]
fn of_an_iterator() -> Result<impl Iterator<Item = Result<u8, String>>, String> {
    Ok(std::iter::empty())
}

fn main() {
    drop((of_another_type(), no_bool(), asynchronous()));
    let _ = (of_another_type_itself(), of_an_iterator());
}
