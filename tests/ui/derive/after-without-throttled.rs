use std::time::{Duration, SystemTime};

use retry_attr::Classify;

#[derive(Classify)]
enum ApiError {
    #[classify(transient, after = wait)]
    Busy { wait: Duration },
    #[classify(after = 0)]
    RateLimited(Duration),
    #[classify(permanent, after = 0)]
    Quota(Duration),
    #[classify(throttled, until = 0)]
    Until(SystemTime),
    #[classify(until = 0)]
    UntilAlone(SystemTime),
}

fn main() {}
