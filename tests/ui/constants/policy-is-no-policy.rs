use std::time::Duration;

use retry_attr::{Policy, retry};

const NUMBER: u32 = 3;
const OPTIONAL: Option<Policy> = None;

#[retry(policy = NUMBER)]
fn number() -> Result<(), String> {
    Ok(())
}

#[retry(policy = NUMBER)]
async fn number_async() -> Result<(), String> {
    Ok(())
}

#[retry(policy = OPTIONAL, max = 2)]
fn optional() -> Result<(), String> {
    Ok(())
}

struct Client {
    wait: Duration,
}

impl Client {
    #[retry(policy = self.wait)]
    fn field(&self) -> Result<(), String> {
        Ok(())
    }

    #[retry(policy = self.wait)]
    async fn field_async(&self) -> Result<(), String> {
        Ok(())
    }
}

fn main() {}
