use retry_attr::retry;

struct Prompt;

impl Prompt {
    fn send(self) {}
}

#[retry]
fn sync(prompt: Prompt) -> Result<(), String> {
    prompt.send();
    Ok(())
}

#[retry]
async fn native(prompt: Prompt) -> Result<(), String> {
    prompt.send();
    Ok(())
}

fn main() {}
