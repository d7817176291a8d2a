use retry_attr::Classify;

#[derive(Classify)]
enum ApiError {
    #[classify(forward)]
    Unit,
    #[classify(forward)]
    NoFields {},
    #[classify(forward)]
    Two(std::io::Error, String),
    #[classify(forward)]
    Named {
        path: String,
        error: std::io::Error,
    },
}

#[derive(Classify)]
#[classify(forward)]
struct Failed;

fn main() {}
