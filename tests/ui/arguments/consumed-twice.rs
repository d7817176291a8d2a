use retry_attr::retry;

fn send(_: String) {}

#[retry]
fn sync(prompt: String) -> Result<(), String> {
    send(prompt);
    send(prompt);
    Ok(())
}

#[retry]
async fn native(prompt: String) -> Result<(), String> {
    send(prompt);
    send(prompt);
    Ok(())
}

fn main() {}
