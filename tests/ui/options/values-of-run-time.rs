use std::time::Duration;

use retry_attr::retry;

struct Client {
    max: u32,
}

impl Client {
    #[retry(max = self.max)]
    fn ask(&self) -> Result<(), String> {
        Ok(())
    }
}

#[retry(timeout = limit)]
async fn limited(limit: Duration) -> Result<(), String> {
    Ok(())
}

#[retry(base = step * 2)]
fn stepped(step: Duration) -> Result<(), String> {
    Ok(())
}

fn main() {}
