use retry_attr::retry;

#[retry(borrow(prompt))]
fn unknown(text: String) -> Result<(), String> {
    drop(text.len());
    Ok(())
}

#[retry(borrow(promt))]
fn misspelt(prompt: String) -> Result<(), String> {
    drop(prompt.len());
    Ok(())
}

#[retry(borrow(text, n))]
fn never_cloned(text: &str, n: u32) -> Result<(), String> {
    drop((text.len(), n));
    Ok(())
}

#[retry(borrow())]
fn none() -> Result<(), String> {
    Ok(())
}

#[retry(borrow(text, text))]
fn twice(text: String) -> Result<(), String> {
    drop(text.len());
    Ok(())
}

struct Client;

impl Client {
    #[retry(borrow(self))]
    fn receiver(&self) -> Result<(), String> {
        Ok(())
    }
}

#[retry(borrow(self))]
fn no_receiver() -> Result<(), String> {
    Ok(())
}

fn main() {}
