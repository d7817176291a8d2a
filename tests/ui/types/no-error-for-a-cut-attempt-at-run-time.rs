use retry_attr::{Policy, retry};

struct Api {
    policy: Policy,
}

impl Api {
    #[retry(policy = self.policy)]
    async fn ask(&self) -> Result<(), u8> {
        Err(1)
    }

    #[retry(policy = Self::PATIENT)]
    async fn wait(&self) -> Result<(), u8> {
        Err(1)
    }

    const PATIENT: Policy = Policy::new();
}

fn main() {}
