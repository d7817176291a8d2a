use retry_attr::retry;

trait Ask {
    #[retry]
    fn ask(&self) -> Result<(), String>;

    #[retry(max = 4)]
    async fn ask_async(&self) -> Result<(), String>;
}

struct Client;

impl Ask for Client {
    fn ask(&self) -> Result<(), String> {
        Ok(())
    }

    async fn ask_async(&self) -> Result<(), String> {
        Ok(())
    }
}

fn main() {}
