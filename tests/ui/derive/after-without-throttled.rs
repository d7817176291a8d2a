use std::time::{Duration, SystemTime};

use retry_attr::Classify;

#[derive(Classify)]
enum ApiError {
    #[retry(transient, after = wait)]
    Busy { wait: Duration },
    #[retry(after = 0)]
    RateLimited(Duration),
    #[retry(permanent, after = 0)]
    Quota(Duration),
    #[retry(throttled, until = 0)]
    Until(SystemTime),
    #[retry(until = 0)]
    UntilAlone(SystemTime),
}

fn main() {}
