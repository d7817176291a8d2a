use retry_attr::retry;

fn other(_: &str) -> Result<(), String> {
    Ok(())
}

#[retry(fallback = |prompt| other(prompt))]
fn no_path(prompt: &str) -> Result<(), String> {
    other(prompt)
}

#[retry(fallback = itself)]
fn itself(prompt: &str) -> Result<(), String> {
    other(prompt)
}

#[retry(fallback_when = |_| true)]
fn without(prompt: &str) -> Result<(), String> {
    other(prompt)
}

#[retry(fallback = other)]
fn no_name((prompt, _): (&str, u8)) -> Result<(), String> {
    other(prompt)
}

#[retry(fallback = other)]
async fn no_name_async((prompt, _): (&str, u8)) -> Result<(), String> {
    other(prompt)
}

fn main() {}
