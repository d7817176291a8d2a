use retry_attr::{Classify, retry};

#[classify(permanent)]
#[derive(Classify)]
struct Failed;

fn main() {}
