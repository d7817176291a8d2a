//! They name the method.

use retry_attr::{Policy, retry};

struct Client {
    policy: Policy,
}

#[retry(policy = self.policy, timeout = "10s")]
impl Client {
    fn new() -> Result<Self, String> {
        Ok(Self { policy: Policy::new() })
    }

    fn blocking(&self) -> Result<(), String> {
        Ok(())
    }

    async fn waiting(&self) -> Result<(), String> {
        Ok(())
    }

    #[retry(policy = self.policy, max = 0)]
    fn with_an_attribute_of_its_own(&self) -> Result<(), String> {
        Ok(())
    }
}

fn main() {
    let client = Client::new().unwrap();
    let _ = client.blocking();
    drop(client.waiting());
    let _ = client.with_an_attribute_of_its_own();
}
