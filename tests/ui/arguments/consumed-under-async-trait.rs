use async_trait::async_trait;
use retry_attr::retry;

struct Prompt;

fn send(_: Prompt) {}

#[async_trait]
trait Ask {
    async fn ask(&self, prompt: Prompt) -> Result<(), String>;
}

struct Client;

#[async_trait]
impl Ask for Client {
    #[retry]
    async fn ask(&self, prompt: Prompt) -> Result<(), String> {
        send(prompt);
        Ok(())
    }
}

fn main() {}
