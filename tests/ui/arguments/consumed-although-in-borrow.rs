use retry_attr::retry;

fn send(_: String) {}

#[retry(borrow(prompt))]
fn sync(prompt: String) -> Result<(), String> {
    send(prompt);
    Ok(())
}

#[retry(borrow(prompt))]
async fn native(prompt: String) -> Result<(), String> {
    send(prompt);
    Ok(())
}

fn main() {}
