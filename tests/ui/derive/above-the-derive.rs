use retry_attr::{Classify, retry};

#[retry(permanent)]
#[derive(Classify)]
struct Failed;

fn main() {}
