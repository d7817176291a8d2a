use retry_attr::Classify;

#[derive(Classify)]
#[retry(transient)]
enum ApiError {
    #[retry(transient)]
    Busy,
    #[retry(permanent)]
    Invalid,
}

#[derive(Classify)]
#[retry(crate = ::retry_attr, throttled, after = wait)]
enum Limited {
    Requests { wait: std::time::Duration },
}

fn main() {}
