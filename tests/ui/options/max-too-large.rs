use retry_attr::retry;

#[retry(max = 5_000_000_000)]
fn literal() -> Result<(), String> {
    Ok(())
}

#[retry(max = 99999999999999999999999999999999999999999999999999)]
fn beyond_every_integer() -> Result<(), String> {
    Ok(())
}

fn main() {}
