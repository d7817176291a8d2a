use std::time::Duration;

use retry_attr::Classify;

#[derive(Classify)]
enum ApiError {
    #[classify(throttled)]
    RateLimited {
        #[classify(after)]
        wait: Duration,
    },
    Io(#[classify(forward)] std::io::Error),
}

fn main() {}
