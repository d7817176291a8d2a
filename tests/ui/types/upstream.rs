use std::sync::Arc;

use retry_attr::{Policy, Upstream, retry};

const POLICY: Policy = Policy::new();

#[retry(upstream = POLICY)]
fn another_type() -> Result<(), String> {
    Ok(())
}

struct Client {
    upstream: Upstream,
    shared: Arc<Upstream>,
}

impl Client {
    #[retry(upstream = self.upstream)]
    async fn lent_by_what_changes(&mut self) -> Result<(), String> {
        self.change()
    }

    #[retry(upstream = self.shared.clone())]
    async fn shared_by_what_changes(&mut self) -> Result<(), String> {
        self.change()
    }

    fn change(&mut self) -> Result<(), String> {
        Ok(())
    }
}

static NEGATIVE: Upstream = Upstream::new("negative").pace(-1.0);

fn main() {}
