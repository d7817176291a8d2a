use retry_attr::Classify;

#[derive(Classify)]
#[classify(transient)]
enum ApiError {
    #[classify(transient)]
    Busy,
    #[classify(permanent)]
    Invalid,
}

#[derive(Classify)]
#[classify(crate = ::retry_attr, throttled, after = wait)]
enum Limited {
    Requests { wait: std::time::Duration },
}

fn main() {}
