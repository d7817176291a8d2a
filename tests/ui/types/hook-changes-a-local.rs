use retry_attr::retry;

#[retry(on_retry = |_| retries += 1)]
fn ask(mut retries: u32) -> Result<(), String> {
    retries += 1;
    drop(retries);
    Ok(())
}

fn main() {}
