use retry_attr::{Classification, Classify};

struct NotClassify;

#[derive(Classify)]
enum ApiError<E> {
    #[retry(transient)]
    Busy,
    #[retry(forward)]
    Transport(E),
}

fn ask() -> Classification {
    Classify::classify(&ApiError::<NotClassify>::Busy)
}

fn main() {}
