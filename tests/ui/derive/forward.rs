use retry_attr::Classify;

#[derive(Classify)]
enum ApiError {
    #[retry(forward)]
    Unit,
    #[retry(forward)]
    NoFields {},
    #[retry(forward)]
    Two(std::io::Error, String),
    #[retry(forward)]
    Named {
        path: String,
        error: std::io::Error,
    },
}

#[derive(Classify)]
#[retry(forward)]
struct Failed;

fn main() {}
