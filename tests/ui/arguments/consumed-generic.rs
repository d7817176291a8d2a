use retry_attr::retry;

fn send<T>(_: T) {}

#[retry]
fn sync<T>(prompt: T) -> Result<(), String> {
    send(prompt);
    Ok(())
}

#[retry]
async fn opaque(prompt: impl ToString) -> Result<(), String> {
    send(prompt);
    Ok(())
}

fn main() {}
