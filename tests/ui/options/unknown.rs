use retry_attr::retry;

#[retry(frequency = 3)]
fn with_value() -> Result<(), String> {
    Ok(())
}

#[retry(forever)]
fn flag() -> Result<(), String> {
    Ok(())
}

#[retry(errors(Timeout, Refused), max = 2)]
fn list() -> Result<(), String> {
    Ok(())
}

fn main() {}
