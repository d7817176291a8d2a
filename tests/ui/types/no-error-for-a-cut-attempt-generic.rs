use retry_attr::retry;

#[retry(timeout = "1s")]
async fn timeout<E>() -> Result<(), E> {
    Ok(())
}

fn main() {}
