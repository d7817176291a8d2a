use retry_attr::retry;

#[retry(max = 3, stream)]
fn ask() -> impl Iterator<Item = Result<u8, String>> {
    std::iter::once(Ok(1))
}

fn main() {
    ask();
}
