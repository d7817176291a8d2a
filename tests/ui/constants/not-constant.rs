use retry_attr::retry;

#[retry(max = attempts)]
fn argument(attempts: u32) -> Result<(), String> {
    let _ = attempts;
    Ok(())
}

struct Client {
    max: u32,
}

impl Client {
    #[retry(max = self.max)]
    fn field(&self) -> Result<(), String> {
        Ok(())
    }
}

fn limit() -> u32 {
    3
}

#[retry(max = limit())]
fn call() -> Result<(), String> {
    Ok(())
}

fn main() {}
