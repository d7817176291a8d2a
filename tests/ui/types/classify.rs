use retry_attr::{Classification, retry};

fn meaning(_: &String) -> Classification {
    Classification::Transient
}

#[retry(classify = meaning)]
fn other_error() -> Result<(), u8> {
    Ok(())
}

#[retry(classify = |error| error.is_empty())]
fn no_classification() -> Result<(), String> {
    Ok(())
}

#[retry(classify = |error| error.meaning())]
async fn no_such_method() -> Result<(), String> {
    Ok(())
}

fn main() {}
