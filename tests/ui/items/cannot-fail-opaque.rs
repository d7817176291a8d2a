use std::fmt::Display;

use retry_attr::retry;

#[retry]
fn sync() -> impl Display {
    1
}

#[retry]
async fn native() -> impl Display {
    1
}

fn main() {}
