use retry_attr::{Classification, Classify};

struct NotClassify;

#[derive(Classify)]
enum ApiError<E> {
    #[classify(transient)]
    Busy,
    #[classify(forward)]
    Transport(E),
}

fn ask() -> Classification {
    Classify::classify(&ApiError::<NotClassify>::Busy)
}

fn main() {}
