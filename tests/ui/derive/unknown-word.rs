use retry_attr::Classify;

#[derive(Classify)]
enum ApiError {
    #[classify(transiant)]
    Busy,
    #[classify(throttle, after = 0)]
    RateLimited(std::time::Duration),
    #[classify(throttled, retry_after = 0)]
    RetryAfter(std::time::Duration),
    #[classify(fatal)]
    Invalid,
    #[classify(rate_limited)]
    TooMany,
    #[classify(transparent)]
    Transparent(std::io::Error),
    #[classify(max = 3)]
    Max,
}

fn main() {}
