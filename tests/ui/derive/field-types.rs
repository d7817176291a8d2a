use std::time::{Duration, Instant, SystemTime};

use retry_attr::Classify;

#[derive(Classify)]
enum ApiError {
    #[classify(throttled, after = seconds)]
    RateLimited { seconds: u64 },
    #[classify(throttled, after = 0)]
    Swapped(Option<SystemTime>),
    #[classify(permanent, until = 0)]
    Quota(Duration),
    #[classify(permanent, until = 1)]
    Monotonic(String, Option<Instant>),
}

#[derive(Classify)]
#[classify(throttled, after = wait)]
struct Generic<T> {
    wait: T,
}

fn main() {}
