use retry_attr::retry;

#[retry]
fn sync<T: Default>() -> T {
    T::default()
}

#[retry]
async fn native<T: Default>() -> T {
    T::default()
}

fn main() {}
