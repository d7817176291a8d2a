use retry_attr::{Classify, retry};

#[derive(Classify)]
enum ApiError {
    Busy,
    #[classify(transient)]
    Down,
    RateLimited {
        after: u64,
    },
    #[classify]
    Invalid(String),
    #[classify()]
    Refused,
}

#[derive(Classify)]
struct Failed;

#[derive(Classify)]
struct Wrapped(String);

// There is no other error about them.
#[retry]
fn ask() -> Result<(), ApiError> {
    ApiError::Busy.classify();
    Failed.classify();
    Wrapped(String::new()).classify();
    Ok(())
}

fn main() {}
