use retry_attr::retry;

#[retry]
macro_rules! ask {
    () => {};
}

#[retry]
unsafe extern "C" {}

fn main() {
    ask!();
}
