use std::time::{Duration, SystemTime};

use retry_attr::Classify;

#[derive(Classify)]
enum ApiError {
    #[classify(throttled, after = retry_aftr)]
    RateLimited { retry_after: Duration, model: String },
    #[classify(throttled, after = wait)]
    Tuple(Duration, u32),
    #[classify(throttled, after = 1)]
    Single(Duration),
    #[classify(throttled, after = wait)]
    Unit,
    #[classify(permanent, until = resets_on)]
    Quota { resets_at: SystemTime },
    #[classify(forward = sauce)]
    Io { source: std::io::Error, path: String },
}

fn main() {}
