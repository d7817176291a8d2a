use retry_attr::retry;

fn fewer() -> Result<(), String> {
    Ok(())
}

#[retry(fallback = fewer)]
fn arguments(prompt: &str) -> Result<(), String> {
    Err(prompt.to_owned())
}

fn number(prompt: &str) -> Result<usize, String> {
    Ok(prompt.len())
}

#[retry(fallback = number)]
fn result(prompt: &str) -> Result<(), String> {
    Err(prompt.to_owned())
}

#[retry(fallback = number)]
async fn not_async(prompt: &str) -> Result<usize, String> {
    Err(prompt.to_owned())
}

#[retry(fallback = number, fallback_when = |error: &String| error.len())]
fn no_bool(prompt: &str) -> Result<usize, String> {
    Err(prompt.to_owned())
}

#[retry(fallback = nowhere)]
fn unknown(prompt: &str) -> Result<usize, String> {
    Err(prompt.to_owned())
}

fn main() {}
