use retry_attr::Classify;

#[derive(Classify)]
enum ApiError {
    #[retry(transiant)]
    Busy,
    #[retry(throttle, after = 0)]
    RateLimited(std::time::Duration),
    #[retry(throttled, retry_after = 0)]
    RetryAfter(std::time::Duration),
    #[retry(fatal)]
    Invalid,
    #[retry(rate_limited)]
    TooMany,
    #[retry(transparent)]
    Transparent(std::io::Error),
    #[retry(max = 3)]
    Max,
}

fn main() {}
