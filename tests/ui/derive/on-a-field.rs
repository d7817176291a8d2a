use std::time::Duration;

use retry_attr::Classify;

#[derive(Classify)]
enum ApiError {
    #[retry(throttled)]
    RateLimited {
        #[retry(after)]
        wait: Duration,
    },
    Io(#[retry(forward)] std::io::Error),
}

fn main() {}
