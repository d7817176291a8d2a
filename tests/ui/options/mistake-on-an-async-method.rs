use retry_attr::retry;

struct Client;

impl Client {
    #[retry(max = 0)]
    async fn ask(&self, prompt: &str) -> Result<String, String> {
        Ok(prompt.to_owned())
    }
}

async fn talk() -> Result<String, String> {
    Client.ask("hi").await
}

fn main() {
    drop(talk());
}
