use retry_attr::retry;

#[retry(borrow(prompt, 'a'))]
fn no_name(prompt: String) -> Result<(), String> {
    drop(prompt.len());
    Ok(())
}

#[retry(borrow(&prompt))]
fn reference(prompt: String) -> Result<(), String> {
    drop(prompt.len());
    Ok(())
}

fn main() {}
