use retry_attr::retry;

#[retry(factor = 0.5)]
fn fraction() -> Result<(), String> {
    Ok(())
}

#[retry(factor = 0)]
fn zero() -> Result<(), String> {
    Ok(())
}

#[retry(factor = -2.0)]
fn negative() -> Result<(), String> {
    Ok(())
}

#[retry(factor = -2)]
fn negative_integer() -> Result<(), String> {
    Ok(())
}

fn main() {}
