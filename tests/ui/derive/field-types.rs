use std::time::{Duration, Instant, SystemTime};

use retry_attr::Classify;

#[derive(Classify)]
enum ApiError {
    #[retry(throttled, after = seconds)]
    RateLimited { seconds: u64 },
    #[retry(throttled, after = 0)]
    Swapped(Option<SystemTime>),
    #[retry(permanent, until = 0)]
    Quota(Duration),
    #[retry(permanent, until = 1)]
    Monotonic(String, Option<Instant>),
}

#[derive(Classify)]
#[retry(throttled, after = wait)]
struct Generic<T> {
    wait: T,
}

fn main() {}
