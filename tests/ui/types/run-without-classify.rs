use retry_attr::Policy;

struct Failure;

const POLICY: Policy = Policy::new();

async fn run() -> Result<u32, Failure> {
    POLICY.run(|| async { Err(Failure) }).await
}

fn run_blocking() -> Result<u32, Failure> {
    POLICY.run_blocking(|| Err(Failure))
}

fn main() {
    drop(run());
    drop(run_blocking());
}
