use retry_attr::retry;

#[retry(on_retry = |_| drop(name))]
fn sync(name: String) -> Result<(), String> {
    Err(name.clone())
}

#[retry(on_give_up = move |_| drop(name))]
async fn native(name: String) -> Result<(), String> {
    Err(name.clone())
}

#[retry(on_recover = |_| drop(name))]
async fn success(name: String) -> Result<(), String> {
    Err(name.clone())
}

fn main() {}
