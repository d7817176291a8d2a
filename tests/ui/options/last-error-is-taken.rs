use retry_attr::retry;

#[retry(last_error = prompt)]
fn argument(prompt: &str) -> Result<String, String> {
    Ok(prompt.to_owned())
}

#[retry(attempt = now, last_error = now)]
fn attempt(prompt: &str) -> Result<String, String> {
    Ok(prompt.to_owned())
}

#[retry(last_error = self.error)]
fn no_name(prompt: &str) -> Result<String, String> {
    Ok(prompt.to_owned())
}

fn main() {}
