use std::time::{Duration, SystemTime};

use retry_attr::Classify;

#[derive(Classify)]
enum ApiError {
    #[retry(throttled, after = retry_aftr)]
    RateLimited { retry_after: Duration, model: String },
    #[retry(throttled, after = wait)]
    Tuple(Duration, u32),
    #[retry(throttled, after = 1)]
    Single(Duration),
    #[retry(throttled, after = wait)]
    Unit,
    #[retry(permanent, until = resets_on)]
    Quota { resets_at: SystemTime },
    #[retry(forward = sauce)]
    Io { source: std::io::Error, path: String },
}

fn main() {}
