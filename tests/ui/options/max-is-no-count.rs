use retry_attr::retry;

#[retry(max = "3")]
fn string() -> Result<(), String> {
    Ok(())
}

#[retry(max = -1)]
fn negative() -> Result<(), String> {
    Ok(())
}

#[retry(max = 2.5)]
fn fraction() -> Result<(), String> {
    Ok(())
}

#[retry(max = true)]
fn boolean() -> Result<(), String> {
    Ok(())
}

#[retry(max = 3u64)]
fn other_integer() -> Result<(), String> {
    Ok(())
}

fn main() {}
