//! What is wrong in a body is underlined there.

use async_trait::async_trait;
use retry_attr::retry;

struct Client;

#[retry(max = 2)]
impl Client {
    fn ask(&self) -> Result<(u32, bool), String> {
        Ok(("one", true))
    }

    async fn wait(&self) -> Result<String, String> {
        Err(2)?
    }
}

#[async_trait]
trait Ask {
    async fn ask(&self) -> Result<(u32, bool), String>;
}

#[retry(max = 2)]
#[async_trait]
impl Ask for Client {
    async fn ask(&self) -> Result<(u32, bool), String> {
        Ok(("three", true))
    }
}

fn main() {}
