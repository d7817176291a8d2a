use retry_attr::retry;

struct Prompt;

fn send(_: Prompt) {}

#[retry]
fn sync((prompt, n): (Prompt, u32)) -> Result<u32, String> {
    send(prompt);
    Ok(n)
}

#[retry]
async fn native((prompt, n): (Prompt, u32)) -> Result<u32, String> {
    send(prompt);
    Ok(n)
}

fn main() {}
