use retry_attr::Classify;

#[derive(Classify)]
enum ApiError {
    #[classify(transient, permanent)]
    Busy,
    #[classify(throttled)]
    #[classify(forward)]
    RateLimited(std::io::Error),
    #[classify(permanent, permanent)]
    Invalid,
    #[classify(permanent)]
    #[classify(permanent)]
    Refused,
}

fn main() {}
