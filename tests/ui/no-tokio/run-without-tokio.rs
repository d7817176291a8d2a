use retry_attr::Policy;

const POLICY: Policy = Policy::new();

async fn run() -> Result<u32, std::io::Error> {
    POLICY.run(|| async { Ok(1) }).await
}

fn main() {
    drop(run());
}
