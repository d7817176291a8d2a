use retry_attr::{Classify, retry};

#[derive(Classify)]
union ApiError {
    code: u32,
    status: u32,
}

#[retry]
fn ask() -> Result<(), ApiError> {
    Ok(())
}

fn main() {}
