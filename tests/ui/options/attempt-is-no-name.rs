use retry_attr::retry;

#[retry(attempt = 3)]
fn number() -> Result<(), String> {
    Ok(())
}

#[retry(attempt = "attempt")]
fn string() -> Result<(), String> {
    Ok(())
}

#[retry(attempt = a::b)]
fn path() -> Result<(), String> {
    Ok(())
}

#[retry(attempt = self)]
fn keyword() -> Result<(), String> {
    Ok(())
}

#[retry(attempt = _)]
fn underscore() -> Result<(), String> {
    Ok(())
}

#[retry(attempt = mut attempt)]
fn with_mut() -> Result<(), String> {
    Ok(())
}

fn main() {}
