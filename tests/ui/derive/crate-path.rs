use retry_attr::Classify;

#[derive(Classify)]
#[classify(crate = retry_attr)]
enum Relative {
    #[classify(transient)]
    Busy,
}

#[derive(Classify)]
#[classify(crate = "retry_attr")]
enum Quoted {
    #[classify(transient)]
    Busy,
}

#[derive(Classify)]
enum OnAVariant {
    #[classify(transient, crate = ::retry_attr)]
    Busy,
}

#[derive(Classify)]
#[classify(crate)]
enum NoPath {}

#[derive(Classify)]
#[classify(crate = ::retry_attr<u32>)]
enum WithArguments {}

fn main() {}
