use retry_attr::Classify;

#[derive(Classify)]
enum ApiError {
    #[retry(transient)]
    Busy,
}

fn main() {
    let _ = ApiError::Busy.classify();
}
