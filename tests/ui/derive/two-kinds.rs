use retry_attr::Classify;

#[derive(Classify)]
enum ApiError {
    #[retry(transient, permanent)]
    Busy,
    #[retry(throttled)]
    #[retry(forward)]
    RateLimited(std::io::Error),
    #[retry(permanent, permanent)]
    Invalid,
    #[retry(permanent)]
    #[retry(permanent)]
    Refused,
}

fn main() {}
