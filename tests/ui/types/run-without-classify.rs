use retry_attr::Policy;

struct ApiError;

const POLICY: Policy = Policy::new();

async fn run() -> Result<u32, ApiError> {
    POLICY.run(|| async { Err(ApiError) }).await
}

fn run_blocking() -> Result<u32, ApiError> {
    POLICY.run_blocking(|| Err(ApiError))
}

fn main() {
    drop(run());
    drop(run_blocking());
}
