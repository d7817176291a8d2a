use async_trait::async_trait;
use retry_attr::retry;

#[async_trait]
trait Ask {
    async fn ask(&self, prompt: String) -> Result<(u32, bool), String>;
}

struct Client;

#[async_trait]
impl Ask for Client {
    #[retry]
    async fn ask(&self, prompt: String) -> Result<(u32, bool), String> {
        drop(prompt);
        Ok(("one", true))
    }
}

fn main() {}
