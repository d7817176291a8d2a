use retry_attr::Classify;

#[derive(Classify)]
#[retry(crate = retry_attr)]
enum Relative {
    #[retry(transient)]
    Busy,
}

#[derive(Classify)]
#[retry(crate = "retry_attr")]
enum Quoted {
    #[retry(transient)]
    Busy,
}

#[derive(Classify)]
enum OnAVariant {
    #[retry(transient, crate = ::retry_attr)]
    Busy,
}

#[derive(Classify)]
#[retry(crate)]
enum NoPath {}

#[derive(Classify)]
#[retry(crate = ::retry_attr<u32>)]
enum WithArguments {}

fn main() {}
