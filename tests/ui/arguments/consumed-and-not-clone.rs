use retry_attr::retry;

struct Prompt;

fn send(_: Prompt) {}

#[retry]
fn sync(prompt: Prompt) -> Result<(), String> {
    send(prompt);
    Ok(())
}

#[retry]
async fn native(prompt: Prompt) -> Result<(), String> {
    send(prompt);
    Ok(())
}

fn main() {}
